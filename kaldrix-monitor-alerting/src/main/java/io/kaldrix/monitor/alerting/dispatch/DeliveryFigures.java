package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import java.util.function.IntSupplier;

/**
 * The counters of one channel.
 *
 * @param delivered attempts that arrived
 * @param retried attempts that are to be repeated
 * @param rejected attempts that the receiver will never take
 * @param failed last attempts that did not arrive
 * @param dropped notifications that gave way in a full queue or were left when the monitor closed
 */
record DeliveryFigures(
    EngineCounter delivered,
    EngineCounter retried,
    EngineCounter rejected,
    EngineCounter failed,
    EngineCounter dropped) {

  static DeliveryFigures of(EngineMeters meters, String channel, IntSupplier queueSize) {
    Labels labels = Labels.of("channel", channel);
    meters.gauge(
        "kaldrix_notification_queue_size",
        labels,
        "Notifications that wait for the channel.",
        queueSize::getAsInt);
    return new DeliveryFigures(
        attempts(meters, labels, "delivered"),
        attempts(meters, labels, "retried"),
        attempts(meters, labels, "rejected"),
        attempts(meters, labels, "failed"),
        meters.counter(
            "kaldrix_notifications_dropped_total",
            labels,
            "Notifications given up without a last attempt: the queue was full or the end came."));
  }

  private static EngineCounter attempts(EngineMeters meters, Labels labels, String outcome) {
    return meters.counter(
        "kaldrix_notifications_total",
        labels.with("outcome", outcome),
        "Attempts to deliver a notification, by how they ended.");
  }
}
