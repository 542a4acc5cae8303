package io.kaldrix.monitor.core.query;

import java.time.Duration;

/**
 * What queries go by and may use.
 *
 * @param lookback how old the newest sample of a series may be to count as its value, a millisecond
 *     or more
 * @param subqueryStep the step of subqueries that give none, a millisecond or more
 * @param maxSamples how many samples a query may hold at a time, 1 or more
 * @param maxDepth how deep an expression may be nested, 1 to 500; deeper ones could exhaust a
 *     thread's stack
 * @param timeout how long a query may take, above zero
 */
public record QueryLimits(
    Duration lookback, Duration subqueryStep, long maxSamples, int maxDepth, Duration timeout) {

  private static final int DEEPEST = 500;
  private static final Duration LONGEST = Duration.ofDays(36_500);

  /** Prometheus's own limits, and a depth that no expression written by people reaches. */
  public static final QueryLimits DEFAULT =
      new QueryLimits(
          Duration.ofMinutes(5), Duration.ofMinutes(1), 50_000_000, 250, Duration.ofMinutes(2));

  /** Creates limits. */
  public QueryLimits {
    check("lookback", lookback);
    check("subqueryStep", subqueryStep);
    check("timeout", timeout);
    if (maxSamples < 1) {
      throw new IllegalArgumentException("maxSamples is " + maxSamples + ", must be 1 or more");
    }
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      throw new IllegalArgumentException(
          "maxDepth is " + maxDepth + ", must be from 1 to " + DEEPEST);
    }
  }

  private static void check(String name, Duration duration) {
    if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " is " + duration + ", must be from 1 ms to 100 years");
    }
  }
}
