package io.kaldrix.monitor.alerting.dispatch;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts and steps that the tests of this package speak of. */
final class Example {

  static final Instant T0 = Instant.parse("2026-11-21T19:00:00Z");
  static final Labels PROCESS = Labels.of("instance", "n1", "job", "dag");

  private Example() {}

  static Alert alert(String name, Severity severity, String peer, AlertState state) {
    return new Alert(
        Labels.of("alertname", name, "severity", severity.label(), "peer", peer),
        Map.of("summary", "rounds take 4 s"),
        severity,
        state,
        4.25);
  }

  static Alert firing(String name, Severity severity, String peer) {
    return alert(name, severity, peer, new AlertState.Firing(T0.minusSeconds(60), T0));
  }

  static Alert resolved(String name, Severity severity, String peer) {
    return alert(name, severity, peer, new AlertState.Resolved(T0, T0.plusSeconds(90)));
  }

  static AlertTransition fires(Alert alert) {
    return new AlertTransition(alert, new AlertState.Pending(T0.minusSeconds(60)), T0);
  }

  static AlertTransition resolves(Alert alert) {
    return new AlertTransition(alert, new AlertState.Firing(T0, T0), T0.plusSeconds(90));
  }

  static Notification notification(String key, String group, Severity severity) {
    return new Notification(
        key,
        group,
        Notification.Status.FIRING,
        "title of " + key,
        "text",
        List.of(firing("Any", severity, "p1")),
        T0);
  }
}
