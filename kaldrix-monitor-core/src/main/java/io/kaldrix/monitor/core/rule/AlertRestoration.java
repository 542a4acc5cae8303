package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides how an alert goes on after nobody has looked at it for a while. Holds no state, reads no
 * clock.
 *
 * <p>Source: restoration of the hold duration in Prometheus (rules, "for" state): the time that was
 * not looked at does not count as time held, and after a restart an alert waits for the grace
 * period at least. Unlike there a rule that holds for less than the grace period is restored too,
 * and then waits no longer than it holds, and an alert that fired fires on.
 */
final class AlertRestoration {

  private AlertRestoration() {}

  /**
   * Returns the state that an alert goes on with, empty if it begins anew.
   *
   * @param before the state it was left in
   * @param left when it was last looked at
   * @param now when it is looked at again
   */
  static Optional<AlertState> restored(
      AlertState before, Duration holdFor, Instant left, Instant now, RuleLimits limits) {
    if (before instanceof AlertState.Firing) {
      return Optional.of(before);
    }
    Duration outage = Duration.between(left, now);
    if (outage.compareTo(limits.outageTolerance()) > 0) {
      return Optional.empty();
    }
    if (!(before instanceof AlertState.Pending pending)) {
      return Optional.of(before); // met at some of the latest evaluations
    }
    Duration remaining = holdFor.minus(Duration.between(pending.activeSince(), left));
    if (remaining.isZero() || remaining.isNegative()) {
      return Optional.of(pending);
    }
    Duration grace = limits.grace().compareTo(holdFor) < 0 ? limits.grace() : holdFor;
    Duration wait = remaining.compareTo(grace) < 0 ? grace : remaining;
    return Optional.of(new AlertState.Pending(now.plus(wait).minus(holdFor), pending.heldBack()));
  }
}
