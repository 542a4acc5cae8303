package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.core.query.ast.Affirmation;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.InfoSelector;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Negation;
import io.kaldrix.monitor.core.query.ast.NumberLiteral;
import io.kaldrix.monitor.core.query.ast.Parentheses;
import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.ast.StringLiteral;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Evaluates the nodes of one query's tree at one instant after another. For one thread.
 *
 * <p>Each node is evaluated anew at each instant, so that what it says there depends on that
 * instant alone; only the series are read once beforehand.
 */
final class Evaluator {

  private final Run run;
  private final Selections selections;

  Evaluator(Run run, Selections selections) {
    this.run = run;
    this.selections = selections;
  }

  Value evaluate(Expression expression, long atMillis) {
    if (expression instanceof NumberLiteral number) {
      return new Value.Scalar(number.value());
    }
    if (expression instanceof StringLiteral string) {
      return new Value.Text(string.value());
    }
    if (expression instanceof VectorSelector selector) {
      return newest(selector, atMillis);
    }
    if (expression instanceof MatrixSelector matrix) {
      return windows(matrix, atMillis);
    }
    if (expression instanceof Subquery subquery) {
      return subquery(subquery, atMillis);
    }
    if (expression instanceof Parentheses parentheses) {
      return evaluate(parentheses.inner(), atMillis);
    }
    if (expression instanceof Affirmation affirmation) {
      return evaluate(affirmation.operand(), atMillis);
    }
    if (expression instanceof Negation negation) {
      return distinct(negation, negated(evaluate(negation.operand(), atMillis)));
    }
    if (expression instanceof BinaryOperation operation) {
      Value left = evaluate(operation.left(), atMillis);
      Value right = evaluate(operation.right(), atMillis);
      return distinct(operation, new BinaryOperations(run, operation).apply(left, right, atMillis));
    }
    if (expression instanceof Aggregation aggregation) {
      return aggregate(aggregation, atMillis);
    }
    return call((Call) expression, atMillis);
  }

  private Value negated(Value value) {
    if (value instanceof Value.Scalar scalar) {
      return new Value.Scalar(-scalar.value());
    }
    List<Element> negated = new ArrayList<>();
    for (Element element : ((Value.Vector) value).elements()) {
      NativeHistogram histogram = element.histogram();
      Element opposite =
          histogram == null
              ? element.withValue(-element.value())
              : element.withHistogram(histogram.times(-1));
      negated.add(run.rules().names().removeFrom(opposite));
    }
    return new Value.Vector(negated);
  }

  private Value aggregate(Aggregation aggregation, long atMillis) {
    List<Value> operands = new ArrayList<>();
    aggregation.children().forEach(child -> operands.add(evaluate(child, atMillis)));
    return new Aggregations(run, aggregation).apply(operands, atMillis);
  }

  private Value call(Call call, long atMillis) {
    Optional<VectorSelector> labels = InfoSelector.argument(call); // it says which, it is no vector
    List<Value> arguments = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      if (labels.isEmpty() || labels.get() != argument) {
        arguments.add(evaluate(argument, atMillis));
      }
    }
    Invocation invocation = new Invocation(run, selections, call, arguments, atMillis);
    return distinct(call, Functions.named(call.function().name()).apply(invocation));
  }

  /** Passes a vector in which no label set appears twice. */
  private Value distinct(Expression expression, Value value) {
    if (value instanceof Value.Vector vector) {
      requireDistinct(run, expression, vector.elements());
    }
    return value;
  }

  static void requireDistinct(Run run, Expression expression, List<Element> elements) {
    Set<Labels> seen = new HashSet<>(elements.size() * 2); // so that it never grows
    for (Element element : elements) {
      if (!seen.add(element.labels())) {
        throw duplicate(run, expression, element.labels());
      }
    }
  }

  static QueryException duplicate(Run run, Expression expression, Labels labels) {
    return run.error(
        expression,
        "vector cannot contain metrics with the same labelset, found twice: "
            + LabelText.of(labels));
  }

  private Value newest(VectorSelector selector, long atMillis) {
    long until = run.shifted(selector.shift(), atMillis);
    List<SampleSeries> series = selections.of(selector);
    return new Value.Vector(
        selector.reach() == Reach.SMOOTHED
            ? Newest.smoothed(run.rules(), series, until, new Notices(run.annotations(), selector))
            : Newest.of(run.rules(), series, until));
  }

  private Value windows(MatrixSelector matrix, long atMillis) {
    long end = run.shifted(matrix.selector().shift(), atMillis);
    long start = end - run.lengthMillis(matrix, matrix.range());
    return new Value.Windows(
        Windows.of(run.rules(), selections.of(matrix.selector()), matrix, start, end));
  }

  /** A series that a subquery gathers. */
  private static final class Gathered {
    private final Samples.Builder samples = new Samples.Builder(16);
    private final List<Optional<NativeHistogram>> histograms = new ArrayList<>();
    private boolean nameless;
    private int size;
  }

  private Value subquery(Subquery subquery, long atMillis) {
    long end = run.shifted(subquery.shift(), atMillis);
    long start = end - run.lengthMillis(subquery, subquery.range());
    long step =
        subquery
            .step()
            .map(length -> run.lengthMillis(subquery, length))
            .orElse(run.rules().subqueryStepMillis());
    long before = run.rules().openStart(start);
    Map<Labels, Gathered> gathered = new TreeMap<>();
    long held = 0;
    for (long at = (Math.floorDiv(before, step) + 1) * step; at <= end; at += step) {
      run.budget().checkTime();
      Value.Vector vector = (Value.Vector) evaluate(subquery.inner(), at);
      for (Element element : vector.elements()) {
        Gathered series = gathered.computeIfAbsent(element.labels(), labels -> new Gathered());
        series.samples.add(at, element.value());
        series.histograms.add(element.asHistogram().map(NativeHistogram::outOfSequence));
        series.nameless |= element.nameless();
        series.size++;
      }
      run.budget().take(vector.elements().size());
      held += vector.elements().size();
    }
    run.budget().giveBack(held); // they live no longer than the function around the subquery
    List<Window> windows = new ArrayList<>();
    gathered.forEach(
        (labels, series) ->
            windows.add(
                new Window(
                    labels,
                    series.nameless,
                    series.samples.build(),
                    StartTimestamps.NONE,
                    Histograms.of(series.histograms),
                    0,
                    series.size,
                    start,
                    end,
                    Reach.NONE)));
    return new Value.Windows(windows);
  }
}
