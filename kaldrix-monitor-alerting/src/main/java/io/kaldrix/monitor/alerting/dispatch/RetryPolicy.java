package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides whether and when a delivery is tried again. Waits {@link #FIRST_WAIT} after the first
 * attempt, then twice as long each time up to {@link #LONGEST_WAIT}, plus up to a quarter so that
 * many processes do not come back at once; a receiver that says how long to wait is obeyed up to
 * {@link #LONGEST_ASKED_WAIT}. Reads no clock and rolls no dice: the same delivery waits as long
 * each time it is replayed.
 *
 * @param attempts how many there are at most, the first included, one or more
 */
record RetryPolicy(int attempts) {

  static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  static final Duration LONGEST_ASKED_WAIT = Duration.ofHours(1);

  private static final int MOST_DOUBLINGS = 16;

  /** Returns how long to wait before the next attempt, empty if there is none. */
  Optional<Duration> waitAfter(Delivery delivery, DeliveryOutcome.Retry outcome) {
    if (delivery.attempt() >= attempts) {
      return Optional.empty();
    }
    return Optional.of(
        outcome.after().map(RetryPolicy::bounded).orElseGet(() -> ownWait(delivery)));
  }

  private static Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST_ASKED_WAIT) < 0 ? asked : LONGEST_ASKED_WAIT;
  }

  private static Duration ownWait(Delivery delivery) {
    int doublings = Math.min(delivery.attempt() - 1, MOST_DOUBLINGS);
    Duration doubled = FIRST_WAIT.multipliedBy(1L << doublings);
    Duration wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    int spread =
        Math.floorMod(31 * delivery.notification().idempotencyKey().hashCode() + doublings, 1000);
    return wait.plus(wait.multipliedBy(spread).dividedBy(4000));
  }
}
