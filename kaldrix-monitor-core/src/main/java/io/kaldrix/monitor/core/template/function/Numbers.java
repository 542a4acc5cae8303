package io.kaldrix.monitor.core.template.function;

import io.kaldrix.monitor.core.template.value.DurationValue;
import io.kaldrix.monitor.core.template.value.FloatText;
import io.kaldrix.monitor.core.template.value.TimeValue;
import io.kaldrix.monitor.core.template.value.Values;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers for people, as Prometheus writes them: four digits and a prefix. */
final class Numbers {

  private static final String[] LARGE = {"k", "M", "G", "T", "P", "E", "Z", "Y"};
  private static final String[] LARGE_BINARY = {"ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"};
  private static final String[] SMALL = {"m", "u", "n", "p", "f", "a", "z", "y"};
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++\\.?[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?+");
  private static final int DIGITS = 4;

  private Numbers() {}

  /** Returns the number that a value is, or says. */
  static double of(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    if (value instanceof Long number) {
      return number.doubleValue();
    }
    if (value instanceof DurationValue duration) {
      return duration.seconds();
    }
    if (value instanceof String text) {
      return parse(text);
    }
    throw new IllegalArgumentException("can't convert " + Values.typeName(value) + " to float");
  }

  private static double parse(String text) {
    String unsigned = text.replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (text.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("parsing \"" + text + "\": invalid syntax");
    }
    return Double.parseDouble(text);
  }

  static String fourDigits(double number) {
    return FloatText.format(number, 'g', DIGITS);
  }

  static String humanize(double number) {
    if (number == 0 || !Double.isFinite(number)) {
      return fourDigits(number);
    }
    return Math.abs(number) >= 1 ? large(number, 1000, LARGE) : small(number, "");
  }

  static String humanize1024(double number) {
    boolean plain = Math.abs(number) <= 1 || !Double.isFinite(number);
    return plain ? fourDigits(number) : large(number, 1024, LARGE_BINARY);
  }

  private static String large(double number, int base, String[] prefixes) {
    double left = number;
    String prefix = "";
    for (String larger : prefixes) {
      if (Math.abs(left) < base) {
        break;
      }
      prefix = larger;
      left /= base;
    }
    return fourDigits(left) + prefix;
  }

  private static String small(double number, String unit) {
    double left = number;
    String prefix = "";
    for (String smaller : SMALL) {
      if (Math.abs(left) >= 1) {
        break;
      }
      prefix = smaller;
      left *= 1000;
    }
    return fourDigits(left) + prefix + unit;
  }

  static String humanizePercentage(double number) {
    return fourDigits(number * 100) + "%";
  }

  static String humanizeDuration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return fourDigits(seconds);
    }
    if (seconds == 0) {
      return fourDigits(seconds) + "s";
    }
    if (Math.abs(seconds) < 1) {
      return small(seconds, "s");
    }
    String sign = seconds < 0 ? "-" : "";
    long whole = (long) Math.abs(seconds);
    long days = whole / 86_400;
    String minutes = whole / 60 % 60 + "m " + whole % 60 + "s";
    String hours = whole / 3600 % 24 + "h " + minutes;
    if (days != 0) {
      return sign + days + "d " + hours;
    }
    if (whole >= 3600) {
      return sign + hours;
    }
    return sign + (whole >= 60 ? minutes : fourDigits(Math.abs(seconds)) + "s");
  }

  static String humanizeTimestamp(double seconds) {
    return Double.isFinite(seconds) ? time(seconds).toString() : fourDigits(seconds);
  }

  /** Returns the instant that seconds since the Unix epoch say, cut to milliseconds, in UTC. */
  static TimeValue time(double seconds) {
    double nanos = seconds * 1e9;
    if (!Double.isFinite(seconds)) {
      throw new IllegalArgumentException("value is NaN or Inf");
    }
    if (nanos > Long.MAX_VALUE || nanos < Long.MIN_VALUE) {
      throw new IllegalArgumentException(
          FloatText.of(seconds)
              + " cannot be represented as a nanoseconds timestamp since it overflows int64");
    }
    Instant instant = Instant.ofEpochMilli((long) nanos / 1_000_000);
    return new TimeValue(instant.atZone(ZoneOffset.UTC));
  }
}
