package io.kaldrix.monitor.api.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Times at which the actions of alarms are held back, as CloudWatch's {@code PutAlarmMuteRule} has
 * it. The alarms go on being evaluated.
 *
 * @param name unique among the mutes of a monitor
 * @param alarms the names of 1 to 100 alarms
 * @param schedule when it begins: {@code cron(minute hour day-of-month month day-of-week)} or
 *     {@code at(2026-05-01T22:00)}
 * @param duration how long it lasts each time, a minute to 15 days
 * @param zone whose clock the schedule goes by
 * @param from it does not begin before, if set
 * @param until it does not begin after, if set
 */
public record AlarmMute(
    String name,
    List<String> alarms,
    String schedule,
    Duration duration,
    ZoneId zone,
    Optional<Instant> from,
    Optional<Instant> until) {

  private static final int MOST_ALARMS = 100;
  private static final Duration LEAST = Duration.ofMinutes(1);
  private static final Duration MOST = Duration.ofDays(15);

  /** Creates a mute. */
  public AlarmMute {
    AlarmNames.checked(name);
    alarms = List.copyOf(alarms);
    if (alarms.isEmpty() || alarms.size() > MOST_ALARMS) {
      throw new IllegalArgumentException(
          "alarm mute '"
              + name
              + "' has "
              + alarms.size()
              + " alarms, must be from 1 to "
              + MOST_ALARMS);
    }
    if (duration.compareTo(LEAST) < 0 || duration.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "alarm mute '" + name + "': Duration is " + duration + ", must be from PT1M to P15D");
    }
  }
}
