package io.kaldrix.monitor.core.template.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Floating-point numbers as Go's {@code strconv.FormatFloat} writes them. Rounding is of the exact
 * value, half to even.
 */
public final class FloatText {

  /** As few digits as tell the value from its neighbours. */
  public static final int SHORTEST = -1;

  private static final int MOST_DIGITS = 17; // enough for any double
  private static final int LARGEST_SCALE = 1_100; // no double has more digits after its point
  private static final int SHORTEST_EXPONENT = 6;
  private static final int LOWEST_PLAIN_EXPONENT = -4;

  private FloatText() {}

  /** Returns the text that {@code %v} and {@code %g} give: {@code 0.05}, {@code 1e+06}. */
  public static String of(double value) {
    return format(value, 'g', SHORTEST);
  }

  /**
   * Returns a number's text; a sign stands only before a negative number and {@code +Inf}.
   *
   * @param verb one of {@code eEfFgG}
   * @param precision digits after the point, of {@code g} digits in all, or {@link #SHORTEST}
   */
  public static String format(double value, char verb, int precision) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean negative = value < 0 || (value == 0 && 1 / value < 0);
    BigDecimal exact = new BigDecimal(Math.abs(value));
    String text =
        switch (verb) {
          case 'e', 'E' ->
              precision == SHORTEST
                  ? scientific(shortest(exact), -1)
                  : scientific(rounded(exact, precision + 1), precision);
          case 'f', 'F' ->
              precision == SHORTEST ? shortest(exact).toPlainString() : fixed(exact, precision);
          default -> general(exact, precision);
        };
    String cased = verb == 'E' || verb == 'G' ? text.toUpperCase(Locale.ROOT) : text;
    return negative ? "-" + cased : cased;
  }

  private static String fixed(BigDecimal exact, int precision) {
    int scale = Math.min(precision, LARGEST_SCALE);
    String digits = exact.setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
    return digits + "0".repeat(precision - scale);
  }

  private static String general(BigDecimal exact, int precision) {
    BigDecimal number =
        precision == SHORTEST ? shortest(exact) : stripped(rounded(exact, Math.max(1, precision)));
    int digits = number.signum() == 0 ? 0 : number.precision();
    int point = number.signum() == 0 ? 0 : number.precision() - number.scale();
    int plainBelow = Math.max(1, precision);
    if (plainBelow > digits && digits >= point) {
      plainBelow = digits;
    }
    if (precision == SHORTEST) {
      plainBelow = SHORTEST_EXPONENT;
    }
    int exponent = point - 1;
    boolean plain = exponent >= LOWEST_PLAIN_EXPONENT && exponent < plainBelow;
    return number.signum() == 0 || plain ? number.toPlainString() : scientific(number, -1);
  }

  /** Writes with as many digits after the point as given, or as the number has if negative. */
  private static String scientific(BigDecimal number, int precision) {
    boolean zero = number.signum() == 0;
    String digits = zero ? "0" : number.unscaledValue().toString();
    int exponent = zero ? 0 : number.precision() - number.scale() - 1;
    int after = precision < 0 ? digits.length() - 1 : precision;
    StringBuilder text = new StringBuilder().append(digits.charAt(0));
    if (after > 0) {
      text.append('.');
      for (int i = 1; i <= after; i++) {
        text.append(i < digits.length() ? digits.charAt(i) : '0');
      }
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    return text.append(magnitude < 10 ? "0" : "").append(magnitude).toString();
  }

  private static BigDecimal rounded(BigDecimal exact, int digits) {
    return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static BigDecimal shortest(BigDecimal exact) {
    double value = exact.doubleValue();
    for (int digits = 1; digits < MOST_DIGITS; digits++) {
      BigDecimal rounded = rounded(exact, digits);
      if (rounded.doubleValue() == value) {
        return stripped(rounded);
      }
    }
    return stripped(rounded(exact, MOST_DIGITS));
  }

  private static BigDecimal stripped(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
