package io.kaldrix.monitor.api.remediation;

import java.time.Instant;

/**
 * What came of one trigger of one action.
 *
 * @param action the action's name
 * @param trigger what it was to mend
 * @param at when it was decided
 * @param outcome what came of it
 * @param message what was done, would be done, or went wrong
 */
public record RemediationRun(
    String action, RemediationTrigger trigger, Instant at, Outcome outcome, String message) {

  /** What can come of a trigger. */
  public enum Outcome {
    /** It was done. */
    DONE,
    /** It was only said what would be done. */
    DRY_RUN,
    /** It was tried and failed. */
    FAILED,
    /** Not tried: the last run is too near, or the hour's runs are used up. */
    HELD_BACK
  }
}
