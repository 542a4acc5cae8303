package io.kaldrix.monitor.api.remediation;

import java.time.Duration;

/**
 * How far an action may go by itself.
 *
 * @param dryRun whether it only says what it would do
 * @param coolDown the least time between the starts of two runs, zero or more
 * @param maxRunsPerHour the most runs in any 60 minutes, 1 or more
 */
public record RemediationPolicy(boolean dryRun, Duration coolDown, int maxRunsPerHour) {

  /** Only says what it would do; once in 5 minutes, 3 times an hour. */
  public static final RemediationPolicy CAREFUL =
      new RemediationPolicy(true, Duration.ofMinutes(5), 3);

  /** Creates a policy. */
  public RemediationPolicy {
    if (coolDown.isNegative()) {
      throw new IllegalArgumentException("coolDown is " + coolDown + ", must be zero or more");
    }
    if (maxRunsPerHour < 1) {
      throw new IllegalArgumentException(
          "maxRunsPerHour is " + maxRunsPerHour + ", must be 1 or more");
    }
  }
}
