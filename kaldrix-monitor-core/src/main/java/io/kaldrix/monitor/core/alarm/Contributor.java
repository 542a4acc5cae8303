package io.kaldrix.monitor.core.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One series of an alarm on PromQL.
 *
 * @param activeSince when it began to breach
 * @param alarmingSince when it had breached for the pending period, if it has
 * @param lastSeen when it was last in breach
 */
public record Contributor(Instant activeSince, Optional<Instant> alarmingSince, Instant lastSeen) {

  /**
   * Returns where a contributor stands next, empty if it has recovered or never alarmed.
   *
   * @param before where it stood, empty if it is new
   * @param breaches whether the expression returns it at {@code now}
   */
  public static Optional<Contributor> next(
      Optional<Contributor> before,
      boolean breaches,
      Duration pending,
      Duration recovery,
      Instant now) {
    if (breaches) {
      Instant activeSince = before.map(Contributor::activeSince).orElse(now);
      boolean longEnough = !activeSince.plus(pending).isAfter(now);
      Optional<Instant> alarmingSince =
          before
              .flatMap(Contributor::alarmingSince)
              .or(() -> longEnough ? Optional.of(now) : Optional.empty());
      return Optional.of(new Contributor(activeSince, alarmingSince, now));
    }
    return before.filter(
        contributor ->
            contributor.alarmingSince().isPresent()
                && contributor.lastSeen().plus(recovery).isAfter(now));
  }
}
