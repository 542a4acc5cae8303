package io.kaldrix.monitor.api.notify;

/**
 * A way to tell, such as one webhook address or one mailbox. Called by one monitor thread at a time
 * and never by the host's; a call that outlasts its deadline is interrupted, given up and counted.
 */
public interface NotificationChannel extends AutoCloseable {

  /**
   * Delivers a notification, once.
   *
   * <p>Who calls repeats a {@link DeliveryOutcome.Retry} with the same idempotency key. A secret
   * must not be in the outcome.
   *
   * @throws InterruptedException if the deadline has passed or the monitor closes
   * @throws Exception if anything unforeseen happens; counts as {@link DeliveryOutcome.Retry}
   */
  DeliveryOutcome deliver(Notification notification) throws Exception;

  /**
   * Lets go of connections. Called also while a delivery is under way; a second call does nothing.
   */
  @Override
  default void close() {}
}
