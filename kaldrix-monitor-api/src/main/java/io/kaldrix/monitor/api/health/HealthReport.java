package io.kaldrix.monitor.api.health;

import java.util.List;

/**
 * The health of some checks together.
 *
 * @param status the worst among the checks
 * @param checks in order of names
 */
public record HealthReport(HealthStatus status, List<CheckedHealth> checks) {

  /** Creates a report of a copy of {@code checks}. */
  public HealthReport {
    checks = List.copyOf(checks);
  }

  /** Returns the report of these checks. */
  public static HealthReport of(List<CheckedHealth> checks) {
    return new HealthReport(
        HealthStatus.worst(checks.stream().map(check -> check.result().status()).toList()), checks);
  }
}
