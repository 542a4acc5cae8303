package io.kaldrix.monitor.core.query.plan;

import static io.kaldrix.monitor.core.query.ast.ValueType.INSTANT_VECTOR;
import static io.kaldrix.monitor.core.query.ast.ValueType.SCALAR;

import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.core.query.ast.Affirmation;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.DurationExpression;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Negation;
import io.kaldrix.monitor.core.query.ast.NumberLiteral;
import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.ast.TimeShift;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import io.kaldrix.monitor.core.query.eval.Arithmetic;
import io.kaldrix.monitor.core.query.eval.EvaluationRules;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.eval.Presence;
import io.kaldrix.monitor.core.query.plan.window.FollowedRows;
import io.kaldrix.monitor.core.query.plan.window.SelectedSeries;
import io.kaldrix.monitor.core.query.plan.window.SlidingWindows;
import io.kaldrix.monitor.core.query.plan.window.WindowFunction;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Makes steps of expressions: one for each sub-expression, however many rules have it. What no
 * operator does becomes a step that asks the interpreter.
 */
final class Planner {

  private static final double LONGEST_MILLIS = 1e16; // the interpreter refuses longer ones

  /** Rows are kept so much longer than windows are, to be there when samples leave the windows. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final FollowedRows rows;
  private final SlidingWindows windows;
  private final EvaluationRules rules;
  private final QueryEngine interpreter;
  private final Map<Expression, Step> steps = new HashMap<>();
  private final Map<Expression, Step> interpreted = new HashMap<>();

  Planner(FollowedRows rows, EvaluationRules rules, QueryEngine interpreter) {
    this.rows = rows;
    this.windows = new SlidingWindows(rows, rules.startTimestamps());
    this.rules = rules;
    this.interpreter = interpreter;
  }

  /** Returns the steps that ask the interpreter. */
  Iterable<Step> interpreted() {
    return interpreted.values();
  }

  /** Returns whether a part of an expression is left to the interpreter. */
  boolean isPartlyInterpreted(Expression expression) {
    return interpreted.containsKey(expression.unwrapped())
        || expression.children().stream().anyMatch(this::isPartlyInterpreted);
  }

  /** Returns the step of an expression, empty if all of it is the interpreter's. */
  Optional<Step> plan(Expression expression) {
    Expression inner = expression.unwrapped();
    Step known = steps.get(inner);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Step> planned = planned(inner);
    planned.ifPresent(step -> steps.put(inner, step));
    return planned;
  }

  /** Returns the step of an operand. */
  private Step operand(Expression expression) {
    return plan(expression).orElseGet(() -> interpret(expression.unwrapped()));
  }

  private Step interpret(Expression expression) {
    return interpreted.computeIfAbsent(
        expression,
        inner -> new Step(new InterpretedOperator(interpreter.prepare(inner.text())), List.of()));
  }

  private static Step step(Operator operator, Step... inputs) {
    return new Step(operator, List.of(inputs));
  }

  private static Step constant(double value) {
    return step(new ScalarOperator(at -> value));
  }

  private Optional<Step> planned(Expression expression) {
    if (expression instanceof NumberLiteral number) {
      return Optional.of(constant(number.value()));
    }
    if (expression instanceof Affirmation affirmation) {
      return plan(affirmation.operand());
    }
    if (expression instanceof Negation negation) {
      Step operand = operand(negation.operand());
      return Optional.of(
          expression.type() == SCALAR
              ? step(new ScalarOperator(at -> -operand.scalar()), operand)
              : each(operand, value -> -value));
    }
    if (expression instanceof VectorSelector selector) {
      return newest(selector, false);
    }
    if (expression instanceof BinaryOperation operation) {
      return operation(operation);
    }
    if (expression instanceof Aggregation aggregation) {
      return aggregation(aggregation);
    }
    return expression instanceof Call call ? call(call) : Optional.empty();
  }

  private static Step each(Step input, Calculation.Formula formula) {
    return step(new Calculation(input, formula), input);
  }

  // ---- selectors

  private Optional<Shift> shift(TimeShift shift) {
    return millis(shift.offset()).map(offset -> Shift.of(shift, offset));
  }

  /** Returns a length as it is at an instant, empty if the interpreter refuses it. */
  private static Optional<Long> millis(DurationExpression length) {
    double millis = length.seconds(0, 0) * 1000;
    return Math.abs(millis) < LONGEST_MILLIS ? Optional.of(Math.round(millis)) : Optional.empty();
  }

  private Optional<Step> newest(VectorSelector selector, boolean timestamps) {
    Optional<Shift> shift = shift(selector.shift());
    if (selector.reach() != Reach.NONE || shift.isEmpty()) {
      return Optional.empty();
    }
    SelectedSeries selection = rows.select(selector.matchers());
    keep(rules.lookbackMillis(), shift.get());
    return Optional.of(
        watching(selection, new NewestOperator(rows, rules, selection, shift.get(), timestamps)));
  }

  private Optional<Step> window(Call call, WindowFunction function) {
    boolean parameterFirst = function == WindowFunction.QUANTILE_OVER_TIME;
    Expression range = call.arguments().get(parameterFirst ? 1 : 0).unwrapped();
    if (!(range instanceof MatrixSelector matrix) || matrix.selector().reach() != Reach.NONE) {
      return Optional.empty();
    }
    Optional<Shift> shift = shift(matrix.selector().shift());
    Optional<Long> length = millis(matrix.range());
    if (shift.isEmpty() || length.isEmpty() || length.get() < 1) {
      return Optional.empty();
    }
    Step parameter =
        call.arguments().size() == 1
            ? constant(0)
            : operand(call.arguments().get(parameterFirst ? 0 : 1));
    SelectedSeries selection = rows.select(matrix.selector().matchers());
    keep(length.get(), shift.get());
    return Optional.of(
        watching(
            selection,
            new WindowOperator(
                rows,
                rules,
                windows.call(function, selection, length.get(), shift.get()),
                length.get(),
                shift.get(),
                parameter,
                function.keepsName()),
            parameter));
  }

  private void keep(long millis, Shift shift) {
    if (shift.fixedMillis().isEmpty()) {
      long reach = millis + Math.max(0, shift.offsetMillis());
      rows.keepFor(Duration.ofMillis(reach).plus(MARGIN));
    }
  }

  private static Step watching(SelectedSeries selection, Operator operator, Step... inputs) {
    Step step = step(operator, inputs);
    selection.whenChanged(step::invalidate);
    return step;
  }

  // ---- operators

  private Optional<Step> operation(BinaryOperation operation) {
    boolean fills =
        operation
            .matching()
            .map(VectorMatching::fill)
            .filter(fill -> !fill.equals(VectorMatching.Fill.NONE))
            .isPresent();
    if (fills || operation.operator().isTrim()) {
      return Optional.empty();
    }
    Step left = operand(operation.left());
    Step right = operand(operation.right());
    boolean leftIsScalar = operation.left().type() == SCALAR;
    boolean rightIsScalar = operation.right().type() == SCALAR;
    Operator operator;
    if (leftIsScalar && rightIsScalar) {
      operator = new ScalarOperator(at -> scalars(operation, left.scalar(), right.scalar()));
    } else if (leftIsScalar || rightIsScalar) {
      operator =
          new WithScalar(
              operation.operator(),
              operation.asBool(),
              leftIsScalar ? right : left,
              leftIsScalar ? left : right,
              leftIsScalar);
    } else if (operation.operator().isSetOperator()) {
      operator = new Joined(operation, left, right);
    } else {
      operator = new Matched(operation, left, right);
    }
    return Optional.of(step(operator, left, right));
  }

  private static double scalars(BinaryOperation operation, double left, double right) {
    if (operation.operator().isComparison()) {
      return Arithmetic.holds(operation.operator(), left, right) ? 1 : 0;
    }
    return Arithmetic.calculate(operation.operator(), left, right);
  }

  private Optional<Step> aggregation(Aggregation aggregation) {
    switch (aggregation.aggregator()) {
      case COUNT_VALUES, LIMITK, LIMIT_RATIO -> {
        return Optional.empty();
      }
      default -> {
        // planned
      }
    }
    Step input = operand(aggregation.operand());
    Step parameter = aggregation.parameter().map(this::operand).orElseGet(() -> constant(0));
    Operator operator =
        switch (aggregation.aggregator()) {
          case TOPK, BOTTOMK -> new Ranking(aggregation, input, parameter);
          default -> new Reduction(aggregation, input, parameter);
        };
    return Optional.of(step(operator, input, parameter));
  }

  // ---- functions

  private Optional<Step> call(Call call) {
    String name = call.function().name();
    Optional<WindowFunction> ofWindow = WindowFunction.named(name);
    if (ofWindow.isPresent()) {
      return window(call, ofWindow.get());
    }
    Optional<DoubleUnaryOperator> calculation = Functions.calculation(name);
    if (calculation.isPresent()) {
      return Optional.of(calculated(call, calculation.get()));
    }
    return switch (name) {
      case "time" -> Optional.of(step(new ScalarOperator(at -> at / 1000.0)));
      case "pi" -> Optional.of(constant(Math.PI));
      case "vector" -> plan(call.arguments().get(0));
      case "scalar" -> {
        Step input = operand(call.arguments().get(0));
        yield Optional.of(step(new ScalarOperator(at -> only(input.values())), input));
      }
      case "timestamp" -> timestamp(call);
      case "absent" -> absent(call, operand(call.arguments().get(0)));
      case "absent_over_time" -> absentOverTime(call);
      case "round", "clamp", "clamp_min", "clamp_max" -> bounded(call);
      case "histogram_quantile" -> {
        Step quantile = operand(call.arguments().get(0));
        Step input = operand(call.arguments().get(1));
        yield Optional.of(step(new BucketQuantile(input, quantile), input, quantile));
      }
      default -> Optional.empty();
    };
  }

  private Step calculated(Call call, DoubleUnaryOperator calculation) {
    if (call.arguments().isEmpty()) {
      return step(new ScalarOperator(at -> calculation.applyAsDouble(at / 1000.0)));
    }
    return each(operand(call.arguments().get(0)), calculation::applyAsDouble);
  }

  private static double only(double[] values) {
    double only = Double.NaN;
    int found = 0;
    for (double value : values) {
      if (Step.isPresent(value)) {
        only = value;
        found++;
      }
    }
    return found == 1 ? only : Double.NaN;
  }

  private Optional<Step> timestamp(Call call) {
    Expression argument = call.arguments().get(0).unwrapped();
    if (argument instanceof VectorSelector selector) {
      return newest(selector, true).map(step -> each(step, seconds -> seconds));
    }
    Step input = operand(argument);
    Step time = step(new ScalarOperator(at -> at / 1000.0));
    return Optional.of(step(new Calculation(input, value -> time.scalar()), input, time));
  }

  private Optional<Step> absent(Call call, Step input) {
    return Optional.of(
        step(new AbsentOperator(input, Presence.askedFor(call.arguments().get(0))), input));
  }

  private Optional<Step> absentOverTime(Call call) {
    return window(call, WindowFunction.PRESENT_OVER_TIME).flatMap(present -> absent(call, present));
  }

  /** Functions of each value and of scalars besides. */
  private Optional<Step> bounded(Call call) {
    Step input = operand(call.arguments().get(0));
    List<Step> inputs = new ArrayList<>(List.of(input));
    for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
      inputs.add(operand(argument));
    }
    Step first = inputs.size() > 1 ? inputs.get(1) : constant(1);
    if (inputs.size() == 1) {
      inputs.add(first);
    }
    Step last = inputs.get(inputs.size() - 1);
    Calculation.Formula formula =
        switch (call.function().name()) {
          case "round" ->
              value -> {
                double inverse = 1 / first.scalar();
                return Math.floor(value * inverse + 0.5) / inverse;
              };
          case "clamp_min" -> value -> Math.max(first.scalar(), value);
          case "clamp_max" -> value -> Math.min(first.scalar(), value);
          default ->
              value ->
                  last.scalar() < first.scalar()
                      ? SeriesHead.absent()
                      : Math.max(first.scalar(), Math.min(last.scalar(), value));
        };
    return Optional.of(new Step(new Calculation(input, formula), inputs));
  }

  /** Returns whether a plan can answer with what an expression is. */
  static boolean isAnswer(ValueType type) {
    return type == SCALAR || type == INSTANT_VECTOR;
  }
}
