package io.kaldrix.monitor.core.rule;

import java.time.Duration;

/**
 * What rules may cost, and what becomes of their alerts over a restart.
 *
 * @param maxEvaluationTime how long one rule may take, any time if zero
 * @param overruns after how many evaluations in a row that took longer a rule is switched off, 1 or
 *     more
 * @param outageTolerance after how long without an evaluation pending alerts begin anew, zero or
 *     more
 * @param grace how long after a restart an alert whose hold duration has nearly passed waits at
 *     least, and how long one that fired is taken to fire on before its expression returns it
 *     again, zero or more
 * @param spread whether groups with an interval are evaluated at different ticks of it, so that the
 *     work is spread; otherwise at multiples of the interval since the epoch
 */
public record RuleLimits(
    Duration maxEvaluationTime,
    int overruns,
    Duration outageTolerance,
    Duration grace,
    boolean spread) {

  /** 5 seconds, three times in a row; an hour; a minute; spread. */
  public static final RuleLimits DEFAULTS =
      new RuleLimits(Duration.ofSeconds(5), 3, Duration.ofHours(1), Duration.ofMinutes(1), true);

  /** For replay and tests: no limit of time, groups at multiples of their interval. */
  public static final RuleLimits OF_REPLAY =
      new RuleLimits(Duration.ZERO, 1, Duration.ofHours(1), Duration.ZERO, false);

  /** Creates limits. */
  public RuleLimits {
    refuseNegative("maxEvaluationTime", maxEvaluationTime);
    refuseNegative("outageTolerance", outageTolerance);
    refuseNegative("grace", grace);
    if (overruns < 1) {
      throw new IllegalArgumentException("overruns is " + overruns + ", must be 1 or more");
    }
  }

  private static void refuseNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is " + duration + ", must be zero or more");
    }
  }
}
