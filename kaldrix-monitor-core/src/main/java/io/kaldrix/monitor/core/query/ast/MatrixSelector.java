package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * The samples of a stretch of time, such as {@code up[5m]}.
 *
 * @param selector which series, and when the stretch ends
 * @param range how long the stretch is; its first instant is left out
 * @param position where it begins
 */
public record MatrixSelector(VectorSelector selector, DurationExpression range, Position position)
    implements Expression {
  @Override
  public ValueType type() {
    return ValueType.RANGE_VECTOR;
  }

  @Override
  public List<Expression> children() {
    return List.of(selector);
  }

  /** Returns the same stretch of another selector's series. */
  public MatrixSelector withSelector(VectorSelector newSelector) {
    return new MatrixSelector(newSelector, range, position);
  }
}
