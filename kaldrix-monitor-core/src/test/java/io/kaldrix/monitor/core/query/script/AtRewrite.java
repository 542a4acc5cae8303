package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.core.query.ast.Affirmation;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.InfoSelector;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Negation;
import io.kaldrix.monitor.core.query.ast.Parentheses;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.TimeShift;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ties an expression to one instant by {@code @}, so that it says the same at any other. */
record AtRewrite(long atMillis) {

  private static final Set<String> UNSAFE =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "end",
          "hour",
          "minute",
          "month",
          "predict_linear",
          "range",
          "start",
          "step",
          "time",
          "timestamp",
          "year");

  /** Returns whether the expression says the same at any instant once its selectors are tied. */
  static boolean applies(Expression expression) {
    boolean unsafe = expression instanceof Call call && UNSAFE.contains(call.function().name());
    return !unsafe && expression.children().stream().allMatch(AtRewrite::applies);
  }

  Expression rewrite(Expression expression) {
    if (expression instanceof VectorSelector selector) {
      return selector(selector);
    }
    if (expression instanceof MatrixSelector matrix) {
      return matrix.withSelector(selector(matrix.selector()));
    }
    if (expression instanceof Subquery subquery) {
      return subquery.shift().at().isPresent()
          ? subquery
          : subquery.withShift(tied(subquery.shift()));
    }
    if (expression instanceof Parentheses parentheses) {
      return new Parentheses(rewrite(parentheses.inner()), parentheses.position());
    }
    if (expression instanceof Negation negation) {
      return new Negation(rewrite(negation.operand()), negation.position());
    }
    if (expression instanceof Affirmation affirmation) {
      return new Affirmation(rewrite(affirmation.operand()), affirmation.position());
    }
    if (expression instanceof BinaryOperation operation) {
      return new BinaryOperation(
          operation.operator(),
          rewrite(operation.left()),
          rewrite(operation.right()),
          operation.asBool(),
          operation.matching(),
          operation.position());
    }
    if (expression instanceof Aggregation aggregation) {
      return new Aggregation(
          aggregation.aggregator(),
          aggregation.grouping(),
          aggregation.parameter().map(this::rewrite),
          rewrite(aggregation.operand()),
          aggregation.position());
    }
    if (expression instanceof Call call) {
      Optional<VectorSelector> labels = InfoSelector.argument(call);
      List<Expression> arguments = new ArrayList<>();
      for (Expression argument : call.arguments()) {
        boolean untied = labels.isPresent() && labels.get() == argument;
        arguments.add(untied ? argument : rewrite(argument));
      }
      return new Call(call.function(), arguments, call.position());
    }
    return expression;
  }

  private VectorSelector selector(VectorSelector selector) {
    return selector.withShift(tied(selector.shift()));
  }

  private TimeShift tied(TimeShift shift) {
    return shift.at().isPresent() ? shift : shift.withAt(new TimeShift.At.Instant(atMillis));
  }
}
