package io.kaldrix.monitor.api.alert;

import java.time.Instant;

/**
 * An alert's step from one state to another, or, while it fires, from one severity to another.
 *
 * @param alert the alert, in its new state
 * @param before the state it left
 * @param severityBefore how bad it was
 * @param at when it was decided
 */
public record AlertTransition(Alert alert, AlertState before, Severity severityBefore, Instant at) {

  /** Creates a step that leaves the severity as it was. */
  public AlertTransition(Alert alert, AlertState before, Instant at) {
    this(alert, before, alert.severity(), at);
  }

  /** Returns whether the alert fired before and fires now, and is better or worse for it. */
  public boolean changesSeverity() {
    return alert.isFiring()
        && before instanceof AlertState.Firing
        && alert.severity() != severityBefore;
  }
}
