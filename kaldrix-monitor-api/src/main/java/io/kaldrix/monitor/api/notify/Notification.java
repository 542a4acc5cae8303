package io.kaldrix.monitor.api.notify;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a channel is to tell: alerts that belong together, and the words for it.
 *
 * @param idempotencyKey the same for every attempt to deliver this, different for everything else
 * @param groupKey the same for all that is told of one group of alerts over time
 * @param status whether an alert of the group fires
 * @param title one line of plain text
 * @param text some lines of plain text
 * @param alerts at least one
 * @param at when it was decided to tell
 */
public record Notification(
    String idempotencyKey,
    String groupKey,
    Status status,
    String title,
    String text,
    List<Alert> alerts,
    Instant at) {

  /** Whether there is trouble or it is over. */
  public enum Status {
    /** At least one alert fires. */
    FIRING,
    /** No alert fires any more. */
    RESOLVED
  }

  /** Creates a notification of a copy of {@code alerts}. */
  public Notification {
    alerts = List.copyOf(alerts);
    if (alerts.isEmpty()) {
      throw new IllegalArgumentException("notification '" + idempotencyKey + "' has no alert");
    }
  }

  /** Returns the worst severity among the alerts. */
  public Severity severity() {
    return alerts.stream().map(Alert::severity).min(Comparator.naturalOrder()).orElse(Severity.LOW);
  }

  /** Returns the labels that all alerts have alike. */
  public Labels commonLabels() {
    Labels.Builder common = Labels.builder();
    for (Label label : alerts.get(0).labels()) {
      if (alerts.stream().allMatch(a -> a.labels().value(label.name()).equals(label.value()))) {
        common.set(label.name(), label.value());
      }
    }
    return common.build();
  }

  /** Returns the annotations that all alerts have alike. */
  public Map<String, String> commonAnnotations() {
    Map<String, String> common = new TreeMap<>(alerts.get(0).annotations());
    alerts.forEach(alert -> common.entrySet().retainAll(alert.annotations().entrySet()));
    return common;
  }
}
