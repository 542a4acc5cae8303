package io.kaldrix.monitor.core.alarm.mute;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * When a recurring mute begins: minute, hour, day of the month, month, day of the week, as crontab
 * has it. Where both days are restricted one of them is enough.
 *
 * <p>It is ours since the libraries for it either bring an expression language and more along for a
 * task of two small files, or are no longer looked after.
 */
final class CronSchedule {

  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private final CronField minutes;
  private final CronField hours;
  private final CronField daysOfMonth;
  private final CronField months;
  private final CronField daysOfWeek;

  /**
   * Reads five fields.
   *
   * @throws IllegalArgumentException if they are not five or one is wrong
   */
  CronSchedule(String fields) {
    String[] parts = fields.strip().split("\\s+", -1);
    if (parts.length != 5) {
      throw new IllegalArgumentException(
          "cron has "
              + (fields.isBlank() ? 0 : parts.length)
              + " fields, must have five: minute, hour, day of month, month, day of week");
    }
    minutes = CronField.parse("cron's minute", parts[0], 0, 59, List.of());
    hours = CronField.parse("cron's hour", parts[1], 0, 23, List.of());
    daysOfMonth = CronField.parse("cron's day of month", parts[2], 1, 31, List.of());
    months = CronField.parse("cron's month", parts[3], 1, 12, MONTHS);
    daysOfWeek = CronField.parse("cron's day of week", parts[4], 0, 7, DAYS);
  }

  /**
   * Returns the last time up to {@code now} that it names, empty if there is none since {@code
   * earliest}. A time that clocks jump over is taken as much later as they jump.
   */
  Optional<ZonedDateTime> last(ZonedDateTime now, ZonedDateTime earliest, ZoneId zone) {
    LocalDateTime local = now.toLocalDateTime();
    for (LocalDate day = local.toLocalDate();
        !day.isBefore(earliest.toLocalDate());
        day = day.minusDays(1)) {
      if (!accepts(day)) {
        continue;
      }
      LocalTime until = day.equals(local.toLocalDate()) ? local.toLocalTime() : LocalTime.MAX;
      Optional<LocalTime> time = lastOfDay(until);
      if (time.isPresent()) {
        ZonedDateTime at = day.atTime(time.get()).atZone(zone);
        if (at.isAfter(now)) { // clocks were put forward
          continue;
        }
        return at.isBefore(earliest) ? Optional.empty() : Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private boolean accepts(LocalDate day) {
    if (!months.accepts(day.getMonthValue())) {
      return false;
    }
    int weekday = day.getDayOfWeek().getValue(); // Monday 1 to Sunday 7, which cron calls 0 too
    boolean ofWeek = daysOfWeek.accepts(weekday) || (weekday == 7 && daysOfWeek.accepts(0));
    boolean ofMonth = daysOfMonth.accepts(day.getDayOfMonth());
    if (daysOfMonth.isAny() || daysOfWeek.isAny()) {
      return ofWeek && ofMonth;
    }
    return ofWeek || ofMonth;
  }

  private Optional<LocalTime> lastOfDay(LocalTime until) {
    int hour = hours.atMost(until.getHour());
    if (hour == until.getHour()) {
      int minute = minutes.atMost(until.getMinute());
      if (minute >= 0) {
        return Optional.of(LocalTime.of(hour, minute));
      }
      hour = hour == 0 ? -1 : hours.atMost(hour - 1);
    }
    return hour < 0 ? Optional.empty() : Optional.of(LocalTime.of(hour, minutes.atMost(59)));
  }
}
