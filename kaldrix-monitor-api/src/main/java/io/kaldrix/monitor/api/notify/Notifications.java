package io.kaldrix.monitor.api.notify;

import java.time.Instant;
import java.util.List;

/** What was told, and how it went. May be shared between threads. */
public interface Notifications {

  /** Returns the latest attempts, newest last; how many are kept is a setting. */
  List<Attempt> history();

  /**
   * One attempt to deliver.
   *
   * @param channel the channel's name in configuration
   * @param notification what was to be told
   * @param number 1 for the first attempt
   * @param outcome how it ended
   * @param at when it ended
   */
  record Attempt(
      String channel, Notification notification, int number, DeliveryOutcome outcome, Instant at) {}
}
