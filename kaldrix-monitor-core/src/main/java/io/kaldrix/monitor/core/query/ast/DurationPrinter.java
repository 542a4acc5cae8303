package io.kaldrix.monitor.core.query.ast;

import io.kaldrix.monitor.api.plugin.DurationText;
import java.time.Duration;

/** Writes durations as text that parses to equal ones. */
final class DurationPrinter {

  private static final double LONGEST_SECONDS = 1e9; // about 30 years, exact to the millisecond

  private DurationPrinter() {}

  /** Returns a duration as it stands in brackets. */
  static String print(DurationExpression duration) {
    if (duration instanceof DurationExpression.Seconds seconds) {
      return seconds(seconds.value());
    }
    if (duration instanceof DurationExpression.QueryStep) {
      return "step()";
    }
    if (duration instanceof DurationExpression.QueryRange) {
      return "range()";
    }
    if (duration instanceof DurationExpression.Negated negated) {
      return "-" + operand(negated.operand(), BinaryOperator.POWER.precedence());
    }
    if (duration instanceof DurationExpression.Shorter shorter) {
      return "min_of(" + print(shorter.first()) + ", " + print(shorter.second()) + ")";
    }
    if (duration instanceof DurationExpression.Longer longer) {
      return "max_of(" + print(longer.first()) + ", " + print(longer.second()) + ")";
    }
    DurationExpression.Calculated calculated = (DurationExpression.Calculated) duration;
    BinaryOperator operator = calculated.operator();
    int precedence = operator.precedence();
    boolean rightFirst = operator.isRightAssociative();
    return operand(calculated.left(), rightFirst ? precedence + 1 : precedence)
        + " "
        + operator.symbol()
        + " "
        + operand(calculated.right(), rightFirst ? precedence : precedence + 1);
  }

  /** Returns a duration as it stands behind {@code offset}, where operators end it. */
  static String printOffset(DurationExpression duration) {
    return duration instanceof DurationExpression.Seconds
        ? print(duration)
        : "(" + print(duration) + ")";
  }

  private static String operand(DurationExpression duration, int tightness) {
    return precedenceOf(duration) < tightness ? "(" + print(duration) + ")" : print(duration);
  }

  private static int precedenceOf(DurationExpression duration) {
    if (duration instanceof DurationExpression.Calculated calculated) {
      return calculated.operator().precedence();
    }
    boolean signed =
        duration instanceof DurationExpression.Negated
            || (duration instanceof DurationExpression.Seconds seconds
                && seconds(seconds.value()).startsWith("-"));
    return signed ? BinaryOperator.MULTIPLY.precedence() : Integer.MAX_VALUE;
  }

  private static String seconds(double value) {
    long millis = Math.round(value * 1000);
    boolean negativeZero = value == 0 && 1 / value < 0;
    boolean exact = Math.abs(value) < LONGEST_SECONDS && millis / 1000.0 == value && !negativeZero;
    return exact ? DurationText.format(Duration.ofMillis(millis)) : NumberText.of(value);
  }
}
