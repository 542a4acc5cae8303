package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.notify.Notification;
import java.time.Instant;

/**
 * A notification on its way through one channel.
 *
 * @param notification what is to be told
 * @param attempt the number of the next attempt, 1 for the first
 * @param due not to be tried before this
 * @param sequence where it came in, ascending; kept over attempts
 */
record Delivery(Notification notification, int attempt, Instant due, long sequence) {

  /** Returns the next attempt, which keeps its place. */
  Delivery again(Instant at) {
    return new Delivery(notification, attempt + 1, at, sequence);
  }
}
