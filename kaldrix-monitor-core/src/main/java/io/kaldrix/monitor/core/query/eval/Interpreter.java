package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.ValueType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluates trees over series, at one instant or at every step of a range. May be shared between
 * threads.
 *
 * <p>As in Prometheus 3, a selector sees samples from after {@code at - lookback} until {@code at},
 * and a range those from after its start until its end: the left end is open unless the rules say
 * otherwise.
 */
public final class Interpreter {

  /** Farthest instant from the epoch, in milliseconds, so that no sum of times overflows. */
  private static final long FARTHEST_MILLIS = 10_000_000_000_000_000L;

  private final SampleReader reader;
  private final EvaluationRules rules;

  /**
   * Creates an interpreter.
   *
   * @param reader where series are read
   * @param rules what evaluations go by
   */
  public Interpreter(SampleReader reader, EvaluationRules rules) {
    this.reader = reader;
    this.rules = rules;
  }

  /**
   * Returns what an expression says at one instant.
   *
   * @param text the expression as it was given, for messages
   * @param expression its tree
   * @param atMillis the instant
   * @param budget what the evaluation may use
   * @throws QueryException if it fails or uses more
   */
  public Answer at(String text, Expression expression, long atMillis, SampleBudget budget) {
    checkInstant(text, atMillis);
    Run run = Run.atInstant(text, rules, atMillis, budget);
    Value value = evaluator(run, expression).evaluate(expression, atMillis);
    return answer(run, expression, value);
  }

  /**
   * Returns what an expression of scalars or instant vectors says at every step.
   *
   * @param text the expression as it was given, for messages
   * @param expression its tree
   * @param fromMillis the first instant
   * @param toMillis the last instant there may be
   * @param stepMillis the time from one to the next, above zero
   * @param budget what the evaluation may use
   * @throws QueryException if it fails or uses more
   */
  public Answer over(
      String text,
      Expression expression,
      long fromMillis,
      long toMillis,
      long stepMillis,
      SampleBudget budget) {
    checkInstant(text, fromMillis);
    checkInstant(text, toMillis);
    ValueType type = expression.type();
    if (type != ValueType.SCALAR && type != ValueType.INSTANT_VECTOR) {
      throw new QueryException(
          text,
          expression.position().offset(),
          "invalid expression type \""
              + type.label()
              + "\" for range query, must be scalar or instant vector");
    }
    Run run = Run.overRange(text, rules, fromMillis, toMillis, stepMillis, budget);
    Evaluator evaluator = evaluator(run, expression);
    Map<Labels, Answer.SeriesBuilder> series = new TreeMap<>();
    for (long at = fromMillis; at <= toMillis; at += stepMillis) {
      budget.checkTime();
      Value value = evaluator.evaluate(expression, at);
      for (Element element : elements(run, expression, value, at)) {
        budget.take(1);
        series.computeIfAbsent(element.labels(), Answer.SeriesBuilder::new).add(at, element);
      }
    }
    return answer(
        run,
        ValueType.RANGE_VECTOR,
        series.values().stream().map(Answer.SeriesBuilder::build).toList());
  }

  private static void checkInstant(String text, long millis) {
    if (Math.abs(millis) > FARTHEST_MILLIS) {
      throw new QueryException(
          text,
          QueryException.NOWHERE,
          "instant is " + millis + " ms from the epoch, at most 1e16 are allowed");
    }
  }

  private Evaluator evaluator(Run run, Expression expression) {
    return new Evaluator(run, Selections.read(run, expression, reader));
  }

  private static Answer answer(Run run, ValueType type, List<SampleSeries> series) {
    return answer(run, type, series, "");
  }

  private static Answer answer(Run run, ValueType type, List<SampleSeries> series, String text) {
    return new Answer(type, series, text, run.annotations().warnings(), run.annotations().infos());
  }

  private static Answer answer(Run run, Expression expression, Value value) {
    if (value instanceof Value.Text text) {
      return answer(run, ValueType.STRING, List.of(), text.value());
    }
    if (value instanceof Value.Windows windows) {
      List<SampleSeries> series = series(run, expression, windows.windows());
      return answer(run, ValueType.RANGE_VECTOR, series);
    }
    long at = run.startMillis();
    ValueType type = value instanceof Value.Scalar ? ValueType.SCALAR : ValueType.INSTANT_VECTOR;
    return answer(
        run,
        type,
        elements(run, expression, value, at).stream()
            .map(element -> SampleSeries.of(element, at))
            .toList());
  }

  private static List<SampleSeries> series(Run run, Expression expression, List<Window> windows) {
    Map<Labels, SampleSeries> series = new TreeMap<>();
    for (Window window : windows) {
      Labels labels =
          window.nameless() ? NameRemoval.withoutName(window.labels()) : window.labels();
      Answer.SeriesBuilder samples = new Answer.SeriesBuilder(labels);
      for (int i = 0; i < window.size(); i++) {
        Element element = Element.of(labels, window.timestampMillis(i), window.value(i));
        samples.add(
            window.timestampMillis(i),
            window.asHistogram(i).map(element::withHistogram).orElse(element));
      }
      if (series.put(labels, samples.build()) != null) {
        throw Evaluator.duplicate(run, expression, labels);
      }
    }
    return List.copyOf(series.values());
  }

  /** Returns the elements of an answer, with those names taken away that waited for it. */
  private static List<Element> elements(Run run, Expression expression, Value value, long at) {
    if (value instanceof Value.Scalar scalar) {
      return List.of(Element.of(Labels.EMPTY, at, scalar.value()));
    }
    List<Element> elements = ((Value.Vector) value).elements();
    if (elements.stream().noneMatch(Element::nameless)) {
      return elements;
    }
    List<Element> named =
        elements.stream()
            .map(
                element ->
                    element.nameless()
                        ? element.withLabels(NameRemoval.withoutName(element.labels()))
                        : element)
            .toList();
    Evaluator.requireDistinct(run, expression, named);
    return named;
  }
}
