package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.plugin.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Times of which nothing is to be learned and nothing said, such as those of a load test.
 *
 * @param ranges in any order
 * @param reach how far back a value reaches: one that reaches into a range is left out too
 */
record ExcludedTimes(List<Range> ranges, Duration reach) {

  /** Leaves nothing out. */
  static final ExcludedTimes NONE = new ExcludedTimes(List.of(), Duration.ZERO);

  ExcludedTimes {
    ranges = List.copyOf(ranges);
  }

  /**
   * A time that is left out.
   *
   * @param start the first instant
   * @param end the first instant after it
   */
  record Range(Instant start, Instant end) {}

  static ExcludedTimes read(List<Settings> settings, Duration reach) {
    List<Range> ranges = new ArrayList<>();
    for (Settings each : settings) {
      Instant start = instant(each, "start_time");
      Instant end = instant(each, "end_time");
      if (!end.isAfter(start)) {
        throw each.invalid("end_time", "later than start_time");
      }
      ranges.add(new Range(start, end));
    }
    return new ExcludedTimes(ranges, reach);
  }

  private static Instant instant(Settings settings, String key) {
    try {
      return OffsetDateTime.parse(settings.string(key)).toInstant();
    } catch (DateTimeException e) {
      throw settings.invalid(key, "a time with its offset such as 2026-01-31T06:00:00Z");
    }
  }

  /** Returns whether a value of {@code instant} is left out. */
  boolean has(Instant instant) {
    Instant from = instant.minus(reach);
    return ranges.stream()
        .anyMatch(range -> !instant.isBefore(range.start()) && from.isBefore(range.end()));
  }
}
