package io.kaldrix.monitor.core.exposition;

import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers as the formats write them. Each is read in time linear in its length. */
final class Numbers {

  /** Longer ones say nothing more: a double has at most 1,075 digits. */
  private static final int LONGEST = 1_100;

  private Numbers() {}

  /** Returns the number, null if it is none. */
  static @Nullable Double value(String word) {
    if (isDecimal(word)) {
      return Double.valueOf(word);
    }
    boolean signed = word.startsWith("+") || word.startsWith("-");
    return switch ((signed ? word.substring(1) : word).toLowerCase(Locale.ROOT)) {
      case "inf", "infinity" ->
          word.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
      case "nan" -> signed ? null : Double.valueOf(Double.NaN);
      default -> null;
    };
  }

  /** Returns a time in whole milliseconds, empty if it is none. */
  static OptionalLong millis(String word) {
    try {
      return OptionalLong.of(Long.parseLong(word));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** Returns a time in seconds as the nearest milliseconds, empty if it is none. */
  static OptionalLong seconds(String word) {
    if (!isDecimal(word)) {
      return OptionalLong.empty();
    }
    double millis = Double.parseDouble(word) * 1000;
    return Math.abs(millis) < 9e15 ? OptionalLong.of(Math.round(millis)) : OptionalLong.empty();
  }

  /** {@code Double.parseDouble} would also take {@code 1d}, {@code 0x1p3} and blanks around. */
  private static boolean isDecimal(String word) {
    int at = word.startsWith("+") || word.startsWith("-") ? 1 : 0;
    int whole = digits(word, at);
    int fraction = 0;
    at += whole;
    if (at < word.length() && word.charAt(at) == '.') {
      fraction = digits(word, at + 1);
      at += 1 + fraction;
    }
    if (whole + fraction == 0 || word.length() > LONGEST) {
      return false;
    }
    if (at < word.length() && (word.charAt(at) == 'e' || word.charAt(at) == 'E')) {
      boolean signed =
          at + 1 < word.length() && (word.charAt(at + 1) == '+' || word.charAt(at + 1) == '-');
      int exponentFrom = at + (signed ? 2 : 1);
      int exponent = digits(word, exponentFrom);
      return exponent > 0 && exponentFrom + exponent == word.length();
    }
    return at == word.length();
  }

  private static int digits(String word, int from) {
    int to = from;
    while (to < word.length() && word.charAt(to) >= '0' && word.charAt(to) <= '9') {
      to++;
    }
    return to - from;
  }
}
