package io.kaldrix.monitor.core.query.ast;

import java.util.Optional;

/**
 * When a selector or subquery looks, relative to the instant of evaluation.
 *
 * @param offset how far back, ahead if negative
 * @param at the instant to start from, that of evaluation if empty
 */
public record TimeShift(DurationExpression offset, Optional<At> at) {

  /** Looks at the instant of evaluation. */
  public static final TimeShift NONE =
      new TimeShift(new DurationExpression.Seconds(0), Optional.empty());

  /** Returns this shift with another offset. */
  public TimeShift withOffset(DurationExpression newOffset) {
    return new TimeShift(newOffset, at);
  }

  /** Returns this shift from another instant. */
  public TimeShift withAt(At newAt) {
    return new TimeShift(offset, Optional.of(newAt));
  }

  /** What stands behind {@code @}. */
  public sealed interface At {
    /** A fixed instant, in milliseconds since the Unix epoch. */
    record Instant(long timestampMillis) implements At {}

    /** {@code start()}: the first instant of the query. */
    record Start() implements At {}

    /** {@code end()}: the last instant of the query. */
    record End() implements At {}
  }
}
