package io.kaldrix.monitor.core.template.value;

import io.kaldrix.monitor.api.template.TemplateObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A time span as Go prints it: {@code 1h0m0.5s}. */
public record DurationValue(long nanos) implements TemplateObject {

  private static final long SECOND = 1_000_000_000L;

  /** Returns a duration, cut to what nanoseconds in a {@code long} can tell. */
  public static DurationValue of(Duration duration) {
    try {
      return new DurationValue(duration.toNanos());
    } catch (ArithmeticException e) {
      return new DurationValue(duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
  }

  /** Returns the span in seconds. */
  public double seconds() {
    return nanos / (double) SECOND;
  }

  @Override
  public boolean has(String member) {
    return switch (member) {
      case "Seconds",
          "Minutes",
          "Hours",
          "Milliseconds",
          "Microseconds",
          "Nanoseconds",
          "String",
          "Abs",
          "Round",
          "Truncate" ->
          true;
      default -> false;
    };
  }

  @Override
  public Object member(String member, List<@Nullable Object> arguments) {
    if (member.equals("Round") || member.equals("Truncate")) {
      if (arguments.size() == 1 && Values.plain(arguments.get(0)) instanceof Long unit) {
        return cut(unit, member.equals("Round"));
      }
      throw new IllegalArgumentException("want one duration");
    }
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException("want no arguments");
    }
    return switch (member) {
      case "Seconds" -> seconds();
      case "Minutes" -> nanos / (60.0 * SECOND);
      case "Hours" -> nanos / (3600.0 * SECOND);
      case "Milliseconds" -> nanos / 1_000_000;
      case "Microseconds" -> nanos / 1_000;
      case "Nanoseconds" -> nanos;
      case "Abs" -> new DurationValue(Math.abs(nanos));
      default -> toString();
    };
  }

  private DurationValue cut(long unit, boolean nearest) {
    if (unit <= 0) {
      return this;
    }
    long rest = nanos % unit;
    long down = nanos - rest;
    boolean up = nearest && Math.abs(rest) >= unit - Math.abs(rest);
    return new DurationValue(up ? down + (nanos < 0 ? -unit : unit) : down);
  }

  @Override
  public Object plain() {
    return nanos;
  }

  @Override
  public String toString() {
    if (nanos == 0) {
      return "0s";
    }
    BigDecimal whole = BigDecimal.valueOf(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    if (whole.compareTo(BigDecimal.valueOf(SECOND)) < 0) {
      int digits = whole.precision();
      int scale = digits <= 3 ? 0 : digits <= 6 ? 3 : 6;
      return sign + fraction(whole, scale) + (scale == 0 ? "ns" : scale == 3 ? "µs" : "ms");
    }
    BigDecimal[] minutes = whole.divideAndRemainder(BigDecimal.valueOf(60 * SECOND));
    BigDecimal[] hours = minutes[0].divideAndRemainder(BigDecimal.valueOf(60));
    String seconds = fraction(minutes[1], 9) + "s";
    if (hours[0].signum() > 0) {
      return sign + hours[0].toPlainString() + "h" + hours[1].toPlainString() + "m" + seconds;
    }
    return minutes[0].signum() > 0
        ? sign + minutes[0].toPlainString() + "m" + seconds
        : sign + seconds;
  }

  private static String fraction(BigDecimal nanos, int scale) {
    BigDecimal shifted = nanos.movePointLeft(scale);
    return shifted.signum() == 0 ? "0" : shifted.stripTrailingZeros().toPlainString();
  }
}
