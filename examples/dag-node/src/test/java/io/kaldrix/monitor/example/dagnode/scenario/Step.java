package io.kaldrix.monitor.example.dagnode.scenario;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.Map;

/** Steps of alerts, each some seconds after a scenario's start. */
final class Step {

  static final Instant START = Instant.parse("2026-11-21T19:00:00Z");

  private Step() {}

  static AlertTransition pends(String rule, double second) {
    return step(rule, new AlertState.Inactive(), new AlertState.Pending(at(second)), second);
  }

  static AlertTransition fires(String rule, double second) {
    Instant at = at(second);
    return step(rule, new AlertState.Pending(at), new AlertState.Firing(at, at), second);
  }

  static AlertTransition resolves(String rule, double second) {
    Instant at = at(second);
    return step(rule, new AlertState.Firing(at, at), new AlertState.Resolved(at, at), second);
  }

  private static AlertTransition step(
      String rule, AlertState before, AlertState state, double second) {
    Labels labels = Labels.of(Alert.NAME_LABEL, rule);
    return new AlertTransition(
        new Alert(labels, Map.of(), Severity.MEDIUM, state, 1), before, at(second));
  }

  private static Instant at(double second) {
    return START.plusMillis(Math.round(second * 1000));
  }
}
