package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * A plus sign in front, which changes nothing, not even the metric's name.
 *
 * @param operand a scalar or instant vector
 * @param position where the sign stands
 */
public record Affirmation(Expression operand, Position position) implements Expression {
  @Override
  public ValueType type() {
    return operand.type();
  }

  @Override
  public List<Expression> children() {
    return List.of(operand);
  }
}
