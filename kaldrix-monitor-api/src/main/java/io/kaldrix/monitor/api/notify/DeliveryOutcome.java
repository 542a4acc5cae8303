package io.kaldrix.monitor.api.notify;

import java.time.Duration;
import java.util.Optional;

/** How an attempt to deliver ended. */
public sealed interface DeliveryOutcome {

  /**
   * It arrived.
   *
   * @param reference what the receiver calls it, or empty
   */
  record Delivered(String reference) implements DeliveryOutcome {}

  /**
   * It did not arrive, but may later.
   *
   * @param reason what happened, for people
   * @param after how long the receiver asked to wait, if it did
   */
  record Retry(String reason, Optional<Duration> after) implements DeliveryOutcome {}

  /**
   * It will not arrive however often it is sent.
   *
   * @param reason what happened, for people
   */
  record Rejected(String reason) implements DeliveryOutcome {}
}
