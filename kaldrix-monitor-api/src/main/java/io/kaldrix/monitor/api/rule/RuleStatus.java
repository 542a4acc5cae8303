package io.kaldrix.monitor.api.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How one rule fares.
 *
 * @param group its group
 * @param rule the rule
 * @param health how it came out of its last evaluation
 * @param problem what was wrong then, empty if nothing was
 * @param lastEvaluation the instant it was last evaluated for
 * @param duration how long that took
 * @param samples samples that its expressions returned then
 * @param pending alerts that are pending
 * @param firing alerts that fire
 */
public record RuleStatus(
    RuleGroup group,
    Rule rule,
    Health health,
    String problem,
    Optional<Instant> lastEvaluation,
    Duration duration,
    long samples,
    int pending,
    int firing) {

  /** How a rule came out of its last evaluation. */
  public enum Health {
    /** It has not been evaluated yet. */
    UNKNOWN,
    /** It was evaluated. */
    OK,
    /** It could not be evaluated. */
    FAILED,
    /** It is switched off: by who wrote it, or as it took too long too often. */
    DISABLED
  }
}
