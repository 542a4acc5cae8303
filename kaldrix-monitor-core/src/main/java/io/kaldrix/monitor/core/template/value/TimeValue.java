package io.kaldrix.monitor.core.template.value;

import io.kaldrix.monitor.api.template.TemplateObject;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An instant in a zone, with the methods of Go's {@code time.Time} that templates use. */
public record TimeValue(ZonedDateTime time) implements TemplateObject {

  /** What Go prints for a time that was never set. */
  public static final TimeValue ZERO =
      new TimeValue(ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

  private static final String PRINTED = "2006-01-02 15:04:05.999999999 -0700 MST";

  @Override
  public boolean has(String member) {
    return switch (member) {
      case "Format", "Add", "Sub", "Before", "After", "Equal" -> true;
      default -> PARTS.contains(member);
    };
  }

  private static final List<String> PARTS =
      List.of(
          "UTC",
          "Unix",
          "UnixMilli",
          "UnixNano",
          "Year",
          "Month",
          "Day",
          "Hour",
          "Minute",
          "Second",
          "Nanosecond",
          "Weekday",
          "YearDay",
          "IsZero",
          "String");

  @Override
  public Object member(String member, List<@Nullable Object> arguments) {
    return PARTS.contains(member) ? part(member, arguments) : with(member, arguments);
  }

  private Object with(String member, List<@Nullable Object> arguments) {
    Object argument = arguments.size() == 1 ? arguments.get(0) : null;
    if (member.equals("Format") && argument instanceof String layout) {
      return TimeLayout.format(layout, time);
    }
    if (member.equals("Add") && Values.plain(argument) instanceof Long nanos) {
      return new TimeValue(time.plusNanos(nanos));
    }
    if (argument instanceof TimeValue other) {
      return against(member, other);
    }
    throw new IllegalArgumentException("wrong arguments for " + member);
  }

  private Object against(String member, TimeValue other) {
    return switch (member) {
      case "Sub" -> DurationValue.of(Duration.between(other.time, time));
      case "Before" -> time.toInstant().isBefore(other.time.toInstant());
      case "After" -> time.toInstant().isAfter(other.time.toInstant());
      case "Equal" -> time.toInstant().equals(other.time.toInstant());
      default -> throw new IllegalArgumentException("wrong arguments for " + member);
    };
  }

  private Object part(String member, List<@Nullable Object> arguments) {
    if (!arguments.isEmpty()) {
      throw new IllegalArgumentException("want no arguments");
    }
    return switch (member) {
      case "UTC" -> new TimeValue(time.withZoneSameInstant(ZoneOffset.UTC));
      case "Unix" -> time.toEpochSecond();
      case "UnixMilli" -> time.toInstant().toEpochMilli();
      case "UnixNano" -> time.toEpochSecond() * 1_000_000_000L + time.getNano();
      case "Year" -> (long) time.getYear();
      case "Month" ->
          new Named(
              time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), time.getMonthValue());
      case "Day" -> (long) time.getDayOfMonth();
      case "Hour" -> (long) time.getHour();
      case "Minute" -> (long) time.getMinute();
      case "Second" -> (long) time.getSecond();
      case "Nanosecond" -> (long) time.getNano();
      case "Weekday" ->
          new Named(
              time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
              time.getDayOfWeek().getValue() % 7L);
      case "YearDay" -> (long) time.getDayOfYear();
      case "IsZero" -> time.toInstant().equals(ZERO.time.toInstant());
      default -> toString();
    };
  }

  /** Returns the text that JSON has for it. */
  @Override
  public Object plain() {
    return TimeLayout.format("2006-01-02T15:04:05.999999999Z07:00", time);
  }

  @Override
  public String toString() {
    return TimeLayout.format(PRINTED, time);
  }
}
