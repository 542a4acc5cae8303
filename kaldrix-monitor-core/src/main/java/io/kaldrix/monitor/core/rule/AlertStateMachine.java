package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertState;
import java.time.Duration;
import java.time.Instant;

/** Moves an alert from one state to the next. Holds no state of its own, reads no clock. */
final class AlertStateMachine {

  private AlertStateMachine() {}

  /**
   * Returns the state that follows {@code state}.
   *
   * @param holds whether the rule's condition holds at {@code now}
   * @param holdFor how long it must hold before the alert fires
   */
  static AlertState next(AlertState state, boolean holds, Duration holdFor, Instant now) {
    if (!holds) {
      return state instanceof AlertState.Firing firing
          ? new AlertState.Resolved(firing.since(), now)
          : new AlertState.Inactive();
    }
    if (state instanceof AlertState.Firing) {
      return state;
    }
    Instant activeSince = state instanceof AlertState.Pending pending ? pending.activeSince() : now;
    return activeSince.plus(holdFor).isAfter(now)
        ? new AlertState.Pending(activeSince)
        : new AlertState.Firing(activeSince, now);
  }
}
