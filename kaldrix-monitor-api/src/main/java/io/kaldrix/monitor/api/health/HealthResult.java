package io.kaldrix.monitor.api.health;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a health check saw.
 *
 * @param status how well it works
 * @param summary why, in one line
 * @param details names and values for people, in order; no secrets
 */
public record HealthResult(HealthStatus status, String summary, Map<String, String> details) {

  /** Creates a result. */
  public HealthResult {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** Returns the result of something that works. */
  public static HealthResult up(String summary) {
    return new HealthResult(HealthStatus.UP, summary, Map.of());
  }

  /** Returns the result of something that works with limits. */
  public static HealthResult degraded(String summary) {
    return new HealthResult(HealthStatus.DEGRADED, summary, Map.of());
  }

  /** Returns the result of something that does not work. */
  public static HealthResult down(String summary) {
    return new HealthResult(HealthStatus.DOWN, summary, Map.of());
  }

  /** Returns this result with one detail more. */
  public HealthResult detail(String name, Object value) {
    Map<String, String> more = new LinkedHashMap<>(details);
    more.put(name, String.valueOf(value));
    return new HealthResult(status, summary, more);
  }
}
