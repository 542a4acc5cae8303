package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.rule.Timing;
import java.time.Instant;
import java.util.Optional;

/** Moves an alert from one state to the next. Holds no state of its own, reads no clock. */
final class AlertStateMachine {

  private AlertStateMachine() {}

  /** What an evaluation says of an alert's condition. */
  enum Condition {
    /** It holds. */
    HOLDS,
    /** It was met lately, but not at as many evaluations as it must be. */
    GATHERS,
    /** It does not hold. */
    ENDED,
    /** Nobody knows. */
    UNKNOWN
  }

  /**
   * Returns the state that follows {@code state}.
   *
   * @param condition what is said of it at {@code now}
   * @param timing how long it must hold before the alert fires, and how long an alert outlives it
   * @param heldBack why the alert may not begin to fire, empty if it may
   */
  static AlertState next(
      AlertState state, Condition condition, Timing timing, String heldBack, Instant now) {
    return switch (condition) {
      case HOLDS -> holding(state, timing, heldBack, now);
      case GATHERS ->
          state instanceof AlertState.Firing firing
              ? ending(firing, timing, now)
              : new AlertState.Pending(activeSince(state, now));
      case ENDED ->
          state instanceof AlertState.Firing firing
              ? ending(firing, timing, now)
              : new AlertState.Inactive();
      case UNKNOWN -> state instanceof AlertState.Resolved ? new AlertState.Inactive() : state;
    };
  }

  private static AlertState holding(AlertState state, Timing timing, String heldBack, Instant now) {
    if (state instanceof AlertState.Firing firing) {
      return firing.recoveringSince().isEmpty()
          ? firing
          : new AlertState.Firing(firing.activeSince(), firing.since());
    }
    Instant activeSince = activeSince(state, now);
    if (activeSince.plus(timing.holdFor()).isAfter(now)) {
      return new AlertState.Pending(activeSince);
    }
    return heldBack.isEmpty()
        ? new AlertState.Firing(activeSince, now)
        : new AlertState.Pending(activeSince, heldBack);
  }

  private static Instant activeSince(AlertState state, Instant now) {
    return state instanceof AlertState.Pending pending ? pending.activeSince() : now;
  }

  private static AlertState ending(AlertState.Firing firing, Timing timing, Instant now) {
    Instant recovering = firing.recoveringSince().orElse(now);
    return recovering.plus(timing.keepFiringFor()).isAfter(now)
        ? new AlertState.Firing(firing.activeSince(), firing.since(), Optional.of(recovering))
        : new AlertState.Resolved(firing.since(), now);
  }
}
