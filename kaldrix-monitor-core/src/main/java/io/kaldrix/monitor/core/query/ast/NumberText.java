package io.kaldrix.monitor.core.query.ast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as PromQL writes them: as few digits as tell the value from its neighbours. */
public final class NumberText {

  private static final int MOST_DIGITS = 17; // enough for any double

  private NumberText() {}

  /** Returns {@code value} without an exponent, as label values hold it; {@code +Inf}, NaN. */
  public static String plain(double value) {
    return Double.isFinite(value) ? shortest(value).toPlainString() : special(value);
  }

  /** Returns {@code value} as an expression writes it, with an exponent where that is shorter. */
  public static String of(double value) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    String plain = plain(value);
    String scientific = scientific(value);
    String sign = value == 0 && 1 / value < 0 ? "-" : "";
    return sign + (plain.length() <= scientific.length() + 4 ? plain : scientific);
  }

  private static String scientific(double value) {
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    return shortest.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString()
        + "e"
        + exponent;
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+Inf" : "-Inf";
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return stripped(rounded);
      }
    }
    return stripped(exact.round(new MathContext(MOST_DIGITS, RoundingMode.HALF_EVEN)));
  }

  private static BigDecimal stripped(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
