package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthCheck;
import java.time.Duration;
import java.util.Set;

/**
 * A health check and when to run it.
 *
 * @param name unique in the monitor
 * @param check what looks
 * @param groups the groups whose status it bears on, may be empty
 * @param interval time between the starts of two looks, above zero
 * @param deadline how long one look may take, above zero
 */
public record ScheduledCheck(
    String name, HealthCheck check, Set<String> groups, Duration interval, Duration deadline) {

  /** Creates an entry. */
  public ScheduledCheck {
    groups = Set.copyOf(groups);
    refuseZero(name, "interval", interval);
    refuseZero(name, "deadline", deadline);
  }

  private static void refuseZero(String check, String name, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(
          "health check '" + check + "': " + name + " is " + duration + ", must be above zero");
    }
  }
}
