package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import java.time.Duration;
import java.util.Set;

/**
 * A channel and what goes through it.
 *
 * @param name the channel's name in configuration
 * @param channel what delivers
 * @param severities those that it is told of
 * @param sendResolved whether it is also told of what is over
 * @param deadline how long one delivery may take
 */
public record Receiver(
    String name,
    NotificationChannel channel,
    Set<Severity> severities,
    boolean sendResolved,
    Duration deadline) {

  /** Creates a receiver. */
  public Receiver {
    severities = Set.copyOf(severities);
  }

  /** Returns whether this is to be told of {@code announcement}. */
  boolean accepts(Announcement announcement) {
    return severities.contains(announcement.notification().severity())
        && (sendResolved || announcement.beginsToFire());
  }
}
