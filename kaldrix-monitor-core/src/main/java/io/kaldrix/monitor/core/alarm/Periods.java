package io.kaldrix.monitor.core.alarm;

import io.kaldrix.monitor.api.rule.EvaluationWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * Periods that follow on one another, oldest first. A sample belongs to the period that it ends or
 * is within: at {@code bound(i)} it is of the period before, since a sample tells of the time up to
 * it.
 *
 * @param boundsMillis where they meet, one more than there are periods, ascending, milliseconds
 *     since the Unix epoch
 * @param length what one of them takes; of the calendar's days a few are longer or shorter
 */
@SuppressWarnings("ArrayRecordComponent") // never handed out
public record Periods(long[] boundsMillis, Duration length) {

  private static final long MINUTE = 60_000;
  private static final long TEN_SECONDS = 10_000;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  /** Creates periods of a copy of the bounds. */
  public Periods {
    boundsMillis = boundsMillis.clone();
  }

  /**
   * Returns the newest periods that are over.
   *
   * @param now when the alarm is evaluated; a sliding window ends at the last full minute, or at
   *     the last full ten seconds if periods are shorter than a minute
   */
  public static Periods newest(int count, Duration length, EvaluationWindow window, Instant now) {
    if (window instanceof EvaluationWindow.WallClock clock) {
      return length.compareTo(DAY) >= 0
          ? ofTheCalendar(count, length, clock.zone(), now)
          : regular(count, length, lastFull(length.toMillis(), clock.zone(), now));
    }
    long grain = length.toMillis() < MINUTE ? TEN_SECONDS : MINUTE;
    return regular(count, length, now.toEpochMilli() - Math.floorMod(now.toEpochMilli(), grain));
  }

  /** Returns periods of one length that end at an instant. */
  public static Periods regular(int count, Duration length, long endMillis) {
    long[] bounds = new long[count + 1];
    for (int i = 0; i <= count; i++) {
      bounds[i] = endMillis - (count - i) * length.toMillis();
    }
    return new Periods(bounds, length);
  }

  private static long lastFull(long length, ZoneId zone, Instant now) {
    long offset = zone.getRules().getOffset(now).getTotalSeconds() * 1000L;
    return now.toEpochMilli() - Math.floorMod(now.toEpochMilli() + offset, length);
  }

  private static Periods ofTheCalendar(int count, Duration length, ZoneId zone, Instant now) {
    boolean weeks = length.equals(WEEK);
    LocalDate last = LocalDate.ofInstant(now, zone);
    if (weeks) {
      last = last.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
    long[] bounds = new long[count + 1];
    for (int i = 0; i <= count; i++) {
      LocalDate day = last.minusDays((count - i) * (weeks ? 7L : 1L));
      bounds[i] = day.atStartOfDay(zone).toInstant().toEpochMilli();
    }
    return new Periods(bounds, length);
  }

  /** Returns how many there are. */
  public int count() {
    return boundsMillis.length - 1;
  }

  /** Returns where a period begins and, for {@link #count}, where the last one ends. */
  public long bound(int index) {
    return boundsMillis[index];
  }

  /** Returns where the first begins. */
  public long start() {
    return boundsMillis[0];
  }

  /** Returns where the last ends. */
  public long end() {
    return boundsMillis[boundsMillis.length - 1];
  }

  /** Returns where periods meet: a copy. */
  @Override
  public long[] boundsMillis() {
    return boundsMillis.clone();
  }
}
