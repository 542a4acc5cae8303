package io.kaldrix.monitor.api.health;

import java.util.Set;

/**
 * Looks whether one thing works. Called by one monitor thread at a time, never by the host's, with
 * a deadline: a call that outlasts it is interrupted and counts as {@link HealthStatus#DOWN}.
 */
public interface HealthCheck {

  /** The group that says whether the process should be restarted. */
  String LIVENESS = "liveness";

  /** The group that says whether the process should be given work. */
  String READINESS = "readiness";

  /**
   * Looks, and returns what was seen.
   *
   * @throws Exception if looking failed; counts as {@link HealthStatus#DOWN}
   */
  HealthResult check() throws Exception;

  /**
   * Returns the groups whose status this check bears on, unless configuration says otherwise. What
   * lies outside the process does not belong to {@link #LIVENESS}: a restart would not mend it.
   */
  default Set<String> groups() {
    return Set.of(READINESS);
  }
}
