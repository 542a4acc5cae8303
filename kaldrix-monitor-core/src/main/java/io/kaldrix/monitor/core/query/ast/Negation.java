package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * A sign in front that turns each value's own.
 *
 * @param operand a scalar or instant vector
 * @param position where the sign stands
 */
public record Negation(Expression operand, Position position) implements Expression {
  @Override
  public ValueType type() {
    return operand.type();
  }

  @Override
  public List<Expression> children() {
    return List.of(operand);
  }
}
