package io.kaldrix.monitor.core.alarm.mute;

import io.kaldrix.monitor.api.rule.AlarmMute;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** When an alarm mute holds. Immutable; may be shared between threads. */
public final class MuteSchedule {

  private static final String CRON = "cron(";
  private static final String AT = "at(";

  private final AlarmMute mute;
  private final Optional<CronSchedule> cron;
  private final Optional<Instant> once;

  private MuteSchedule(AlarmMute mute, Optional<CronSchedule> cron, Optional<Instant> once) {
    this.mute = mute;
    this.cron = cron;
    this.once = once;
  }

  /**
   * Reads a mute's schedule.
   *
   * @throws IllegalArgumentException if it is wrong
   */
  public static MuteSchedule of(AlarmMute mute) {
    String text = mute.schedule().strip();
    String inner =
        text.substring(text.indexOf('(') + 1, Math.max(text.indexOf('(') + 1, text.length() - 1));
    try {
      if (text.startsWith(CRON) && text.endsWith(")")) {
        return new MuteSchedule(mute, Optional.of(new CronSchedule(inner)), Optional.empty());
      }
      if (text.startsWith(AT) && text.endsWith(")")) {
        Instant at = LocalDateTime.parse(inner.strip()).atZone(mute.zone()).toInstant();
        return new MuteSchedule(mute, Optional.empty(), Optional.of(at));
      }
    } catch (DateTimeParseException e) {
      throw wrong(mute, "at() must hold a time such as 2026-05-01T22:00");
    } catch (IllegalArgumentException e) {
      throw wrong(mute, String.valueOf(e.getMessage()));
    }
    throw wrong(mute, "must be cron(0 2 * * *) or at(2026-05-01T22:00)");
  }

  private static IllegalArgumentException wrong(AlarmMute mute, String problem) {
    return new IllegalArgumentException(
        "alarm mute '" + mute.name() + "': Expression is '" + mute.schedule() + "': " + problem);
  }

  /** Returns the mute. */
  public AlarmMute mute() {
    return mute;
  }

  /** Returns whether it holds: from its beginning, included, for its duration. */
  public boolean holds(Instant now) {
    Instant earliest = now.minus(mute.duration());
    Instant latest = mute.until().filter(until -> until.isBefore(now)).orElse(now);
    return once.or(() -> lastOf(latest, earliest))
        .filter(at -> !at.isAfter(latest) && at.isAfter(earliest))
        .filter(at -> mute.from().map(from -> !at.isBefore(from)).orElse(true))
        .isPresent();
  }

  private Optional<Instant> lastOf(Instant latest, Instant earliest) {
    return cron.flatMap(
            schedule ->
                schedule.last(
                    latest.atZone(mute.zone()), earliest.atZone(mute.zone()), mute.zone()))
        .map(ZonedDateTime::toInstant);
  }
}
