package io.kaldrix.monitor.core.query.ast;

import java.util.List;
import java.util.Optional;

/**
 * An expression evaluated at every step of a stretch of time, such as {@code rate(up[1m])[1h:5m]}.
 *
 * @param inner what is evaluated
 * @param range how long the stretch is; its first instant is left out
 * @param step the time between evaluations, which fall on multiples of it; the engine's own if
 *     empty
 * @param shift when the stretch ends
 * @param position where it begins
 */
public record Subquery(
    Expression inner,
    DurationExpression range,
    Optional<DurationExpression> step,
    TimeShift shift,
    Position position)
    implements Expression {
  @Override
  public ValueType type() {
    return ValueType.RANGE_VECTOR;
  }

  @Override
  public List<Expression> children() {
    return List.of(inner);
  }

  /** Returns the same subquery at another time. */
  public Subquery withShift(TimeShift newShift) {
    return new Subquery(inner, range, step, newShift, position);
  }
}
