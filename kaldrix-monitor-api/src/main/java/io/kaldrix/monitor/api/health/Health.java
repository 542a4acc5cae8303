package io.kaldrix.monitor.api.health;

/** The health of the host as last seen; asking runs nothing. May be shared between threads. */
public interface Health {

  /** Returns the report of all checks. */
  HealthReport report();

  /** Returns the report of the checks in one group, of none if there is no such group. */
  HealthReport report(String group);

  /** Returns whether the process should go on running: {@link HealthCheck#LIVENESS} is not down. */
  default boolean isAlive() {
    return report(HealthCheck.LIVENESS).status() != HealthStatus.DOWN;
  }

  /** Returns whether the process can take work: {@link HealthCheck#READINESS} is not down. */
  default boolean isReady() {
    return report(HealthCheck.READINESS).status() != HealthStatus.DOWN;
  }
}
