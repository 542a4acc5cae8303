package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * A number, or a duration in seconds.
 *
 * @param value any double, {@code NaN} and infinities included
 * @param position where it begins
 */
public record NumberLiteral(double value, Position position) implements Expression {
  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }

  @Override
  public List<Expression> children() {
    return List.of();
  }
}
