package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The alerts and notifications that contracts hand to what they test. */
final class Examples {

  /** When everything happens, or begins. */
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Examples() {}

  static Alert firing(Labels more) {
    return alert(more, new AlertState.Firing(START, START.plusSeconds(60)));
  }

  private static Alert alert(Labels more, AlertState state) {
    Labels labels =
        Labels.of("alertname", "DiskFull", "instance", "node-1", "severity", "critical").with(more);
    return new Alert(
        labels, Map.of("summary", "disk is 97 % full"), Severity.CRITICAL, state, 0.97);
  }

  static Notification notification(String key) {
    return notification(key, "DiskFull on node-1 (" + key + ")", Labels.EMPTY);
  }

  static Notification notification(String key, String title, Labels more) {
    return new Notification(
        key,
        "group-1",
        Notification.Status.FIRING,
        title,
        title + "\nThe disk of node-1 is 97 % full.",
        List.of(firing(more)),
        START.plusSeconds(60));
  }

  static Notification resolved(String key) {
    return new Notification(
        key,
        "group-1",
        Notification.Status.RESOLVED,
        "DiskFull on node-1 is over",
        "The disk of node-1 has room again.",
        List.of(
            alert(
                Labels.EMPTY,
                new AlertState.Resolved(START.plusSeconds(60), START.plusSeconds(120)))),
        START.plusSeconds(120));
  }

  /** Returns a step of the one alert: it fires at every tick of even number, else it resolves. */
  static AlertTransition transition(int tick, Instant at) {
    AlertState firing = new AlertState.Firing(at, at);
    AlertState resolved = new AlertState.Resolved(at, at);
    return tick % 2 == 0
        ? new AlertTransition(alert(Labels.EMPTY, firing), new AlertState.Inactive(), at)
        : new AlertTransition(alert(Labels.EMPTY, resolved), firing, at);
  }
}
