package io.kaldrix.monitor.api.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One check's last result.
 *
 * @param name the check's name, unique in the monitor
 * @param groups the groups whose status it bears on
 * @param result what was seen last
 * @param checkedAt when, empty if not yet
 * @param took how long looking took
 */
public record CheckedHealth(
    String name,
    Set<String> groups,
    HealthResult result,
    Optional<Instant> checkedAt,
    Duration took) {

  /** Creates an entry. */
  public CheckedHealth {
    groups = Set.copyOf(groups);
  }
}
