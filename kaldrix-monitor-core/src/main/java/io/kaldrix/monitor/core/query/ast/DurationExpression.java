package io.kaldrix.monitor.core.query.ast;

import java.time.Duration;

/**
 * How long a range or a step is, or how far an offset reaches: a number of seconds, or what is
 * calculated of such numbers and of the step and the range of the query.
 */
public sealed interface DurationExpression {

  /** A number of seconds, as it was written. */
  record Seconds(double value) implements DurationExpression {}

  /** {@code step()}: the time from one instant of a range query to the next; zero at an instant. */
  record QueryStep() implements DurationExpression {}

  /** {@code range()}: the time from the first instant of a query to its last. */
  record QueryRange() implements DurationExpression {}

  /** A minus sign in front of what is no plain number. */
  record Negated(DurationExpression operand) implements DurationExpression {}

  /** Two durations and an arithmetic operator between them. */
  record Calculated(BinaryOperator operator, DurationExpression left, DurationExpression right)
      implements DurationExpression {}

  /** {@code min_of(a, b)}: the shorter one. */
  record Shorter(DurationExpression first, DurationExpression second)
      implements DurationExpression {}

  /** {@code max_of(a, b)}: the longer one. */
  record Longer(DurationExpression first, DurationExpression second)
      implements DurationExpression {}

  /** Returns a duration that is not calculated. */
  static DurationExpression of(Duration duration) {
    return new Seconds(duration.toMillis() / 1000.0);
  }

  /** Returns whether this is zero as it was written. */
  default boolean isZero() {
    return this instanceof Seconds seconds && seconds.value() == 0;
  }

  /**
   * Returns the duration in seconds, of whatever sign; not finite if something is divided by zero.
   *
   * @param stepSeconds what {@code step()} is
   * @param rangeSeconds what {@code range()} is
   */
  default double seconds(double stepSeconds, double rangeSeconds) {
    if (this instanceof Seconds seconds) {
      return seconds.value();
    }
    if (this instanceof QueryStep) {
      return stepSeconds;
    }
    if (this instanceof QueryRange) {
      return rangeSeconds;
    }
    if (this instanceof Negated negated) {
      return -negated.operand().seconds(stepSeconds, rangeSeconds);
    }
    if (this instanceof Shorter shorter) {
      return Math.min(
          shorter.first().seconds(stepSeconds, rangeSeconds),
          shorter.second().seconds(stepSeconds, rangeSeconds));
    }
    if (this instanceof Longer longer) {
      return Math.max(
          longer.first().seconds(stepSeconds, rangeSeconds),
          longer.second().seconds(stepSeconds, rangeSeconds));
    }
    Calculated calculated = (Calculated) this;
    double left = calculated.left().seconds(stepSeconds, rangeSeconds);
    double right = calculated.right().seconds(stepSeconds, rangeSeconds);
    return switch (calculated.operator()) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> Math.pow(left, right);
      default ->
          throw new IllegalStateException(calculated.operator() + " calculates no durations");
    };
  }
}
