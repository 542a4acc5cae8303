package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.core.query.ast.Affirmation;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.FunctionSignature;
import io.kaldrix.monitor.core.query.ast.InfoSelector;
import io.kaldrix.monitor.core.query.ast.Negation;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import io.kaldrix.monitor.core.query.ast.VectorSelector;

/** Refuses trees whose parts do not fit together. */
final class TypeCheck {

  private final Source source;
  private final SelectorCheck selectors;

  private TypeCheck(Source source) {
    this.source = source;
    this.selectors = new SelectorCheck(source);
  }

  static void check(Source source, Expression expression) {
    new TypeCheck(source).check(expression);
  }

  private void check(Expression expression) {
    for (Expression child : expression.children()) {
      if (!isInfoSelector(expression, child)) {
        check(child);
      }
    }
    if (expression instanceof VectorSelector selector) {
      selectors.selects(selector);
    } else if (expression instanceof BinaryOperation operation) {
      operation(operation);
    } else if (expression instanceof Aggregation aggregation) {
      aggregation(aggregation);
    } else if (expression instanceof Call call) {
      call(call);
    } else if (expression instanceof Negation || expression instanceof Affirmation) {
      signed(expression.children().get(0));
    } else if (expression instanceof Subquery subquery) {
      subquery(subquery);
    }
  }

  private static boolean isInfoSelector(Expression parent, Expression child) {
    return parent instanceof Call call
        && InfoSelector.argument(call).filter(selector -> selector == child).isPresent();
  }

  private void operation(BinaryOperation operation) {
    Expression left = operation.left();
    Expression right = operation.right();
    for (Expression operand : operation.children()) {
      if (!isNumeric(operand.type())) {
        throw source.error(
            operand.position().offset(),
            "binary expression must contain only scalar and instant vector types, got "
                + operand.type().label()
                + hint(operand.type()));
      }
    }
    boolean leftScalar = left.type() == ValueType.SCALAR;
    boolean rightScalar = right.type() == ValueType.SCALAR;
    Expression scalar = leftScalar ? left : right;
    boolean fills =
        operation
            .matching()
            .filter(matching -> !matching.fill().equals(VectorMatching.Fill.NONE))
            .isPresent();
    boolean matches =
        operation.matching().filter(matching -> !matching.labels().isEmpty()).isPresent();
    if ((leftScalar || rightScalar) && (fills || matches)) { // no labels match anything
      throw source.error(
          scalar.position().offset(),
          (fills ? "filling in missing series" : "vector matching")
              + " only allowed between instant vectors");
    }
    if ((leftScalar || rightScalar) && operation.operator().isSetOperator()) {
      throw source.error(
          scalar.position().offset(),
          "set operator \""
              + operation.operator().symbol()
              + "\" not allowed in binary scalar expression");
    }
    boolean scalars = leftScalar && rightScalar;
    if (scalars && operation.operator().isTrim()) {
      throw source.error(
          operation.position().offset(),
          "operator \""
              + operation.operator().symbol()
              + "\" cuts histograms, it is not allowed between scalars");
    }
    if (scalars && operation.operator().isComparison() && !operation.asBool()) {
      throw source.error(
          operation.position().offset(),
          "comparisons between scalars must use BOOL modifier, as in 1 "
              + operation.operator().symbol()
              + " bool 2");
    }
  }

  private static boolean isNumeric(ValueType type) {
    return type == ValueType.SCALAR || type == ValueType.INSTANT_VECTOR;
  }

  private void aggregation(Aggregation aggregation) {
    aggregation
        .parameter()
        .ifPresent(
            parameter -> {
              ValueType wanted = aggregation.aggregator().parameter().orElseThrow();
              expect(wanted, parameter, "aggregation parameter");
            });
    expect(ValueType.INSTANT_VECTOR, aggregation.operand(), "aggregation expression");
  }

  private void call(Call call) {
    FunctionSignature function = call.function();
    int given = call.arguments().size();
    if (given < function.fewest() || given > function.most()) {
      boolean exact = function.fewest() == function.most();
      boolean few = given < function.fewest();
      throw source.error(
          call.position().offset(),
          "expected "
              + (exact ? "" : few ? "at least " : "at most ")
              + (few ? function.fewest() : function.most())
              + " argument(s) in call to \""
              + function.name()
              + "\", got "
              + given);
    }
    for (int i = 0; i < given; i++) {
      expect(
          function.argument(i),
          call.arguments().get(i),
          "call to function \"" + function.name() + "\"");
    }
    selectors.reach(call);
    selectors.info(call);
  }

  private void expect(ValueType wanted, Expression found, String place) {
    if (found.type() != wanted) {
      throw source.error(
          found.position().offset(),
          "expected type "
              + wanted.label()
              + " in "
              + place
              + ", got "
              + found.type().label()
              + (wanted == ValueType.RANGE_VECTOR && found.type() == ValueType.INSTANT_VECTOR
                  ? ", a selector becomes one by a duration in brackets: [5m]"
                  : hint(found.type())));
    }
  }

  private static String hint(ValueType found) {
    return found == ValueType.RANGE_VECTOR
        ? ", a function such as rate() or avg_over_time() makes an instant vector of it"
        : "";
  }

  private void signed(Expression operand) {
    if (!isNumeric(operand.type())) {
      throw source.error(
          operand.position().offset(),
          "unary expression only allowed on expressions of type scalar or instant vector, got \""
              + operand.type().label()
              + "\"");
    }
  }

  private void subquery(Subquery subquery) {
    if (subquery.inner().type() != ValueType.INSTANT_VECTOR) {
      throw source.error(
          subquery.inner().position().offset(),
          "subquery is only allowed on instant vector, got "
              + subquery.inner().type().label()
              + " instead");
    }
  }
}
