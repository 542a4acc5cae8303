package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlarmActions;
import io.kaldrix.monitor.api.series.SeriesAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alerts of one alarm. An alert follows the alarm's actions: it fires from when those of ALARM
 * are taken until those of another state are. An alarm that is in ALARM while its actions are held
 * back is an alert that is pending, so that nobody is told, with the reason as an annotation.
 */
final class AlarmAlerts {

  private static final String HELD_BY = "actions_suppressed_by";

  private final Labels labels;
  private final Map<String, String> texts;
  private final Severity severity;
  private final SeriesAppender appender;
  private final Map<Labels, ShownAlert> active = new LinkedHashMap<>();

  /**
   * Creates an alarm's alerts.
   *
   * @param labels of all of them, the alarm's name among them
   */
  AlarmAlerts(
      Labels labels,
      String description,
      AlarmActions actions,
      Severity severity,
      SeriesAppender appender) {
    this.labels = labels.with(Severity.LABEL, severity.label());
    this.severity = severity;
    this.appender = appender;
    this.texts = new LinkedHashMap<>();
    if (!description.isBlank()) {
      texts.put("description", description);
      texts.put("summary", description);
    }
    if (!actions.alarm().isEmpty()) {
      texts.put("alarm_actions", String.join(" ", actions.alarm()));
    }
    if (!actions.ok().isEmpty()) {
      texts.put("ok_actions", String.join(" ", actions.ok()));
    }
    if (!actions.insufficientData().isEmpty()) {
      texts.put("insufficient_data_actions", String.join(" ", actions.insufficientData()));
    }
  }

  /**
   * Where one alert should stand.
   *
   * @param of labels of its own, none if the alarm has one alert
   * @param inAlarm whether the condition holds
   * @param told whether the actions of ALARM were the last that were taken
   * @param since when the condition began to hold
   * @param heldBy what holds its actions back, if anything
   */
  record Shown(
      Labels of,
      boolean inAlarm,
      boolean told,
      Instant since,
      Optional<String> heldBy,
      String reason,
      double value) {}

  /** Takes up an alert that fired before a restart; nobody is told again. */
  void restore(Shown shown) {
    if (shown.told()) {
      AlertState firing = new AlertState.Firing(shown.since(), shown.since());
      active.put(shown.of(), new ShownAlert(alert(shown, firing), appender));
    }
  }

  /** Shows where an alert stands at a tick, and adds its step, if it takes one. */
  void show(Shown shown, Instant tick, List<AlertTransition> transitions) {
    ShownAlert known = active.get(shown.of());
    AlertState before = known == null ? new AlertState.Inactive() : known.alert().state();
    AlertState after = next(before, shown, tick);
    if (known == null && after instanceof AlertState.Inactive) {
      return;
    }
    ShownAlert instance =
        known == null ? new ShownAlert(alert(shown, new AlertState.Inactive()), appender) : known;
    instance.become(alert(shown, after), tick);
    if (!after.equals(before)) {
      transitions.add(new AlertTransition(instance.alert(), before, tick));
    }
    if (after instanceof AlertState.Pending || after instanceof AlertState.Firing) {
      active.put(shown.of(), instance);
    } else {
      active.remove(shown.of());
    }
  }

  static AlertState next(AlertState before, Shown shown, Instant tick) {
    if (shown.told()) {
      return before instanceof AlertState.Firing
          ? before
          : new AlertState.Firing(shown.since(), tick);
    }
    if (shown.inAlarm()) {
      return new AlertState.Pending(shown.since());
    }
    return before instanceof AlertState.Firing firing
        ? new AlertState.Resolved(firing.since(), tick)
        : new AlertState.Inactive();
  }

  private Alert alert(Shown shown, AlertState state) {
    Map<String, String> annotations = new LinkedHashMap<>(texts);
    annotations.putIfAbsent("summary", shown.reason());
    annotations.put("state_reason", shown.reason());
    shown.heldBy().ifPresent(by -> annotations.put(HELD_BY, by));
    return new Alert(shown.of().with(labels), annotations, severity, state, shown.value());
  }

  /** Ends all that are there. */
  List<AlertTransition> end(Instant tick) {
    List<AlertTransition> transitions = new ArrayList<>();
    for (Labels of : List.copyOf(active.keySet())) {
      show(
          new Shown(of, false, false, tick, Optional.empty(), "the alarm is gone", Double.NaN),
          tick,
          transitions);
    }
    return transitions;
  }

  List<Alert> active() {
    return active.values().stream().map(ShownAlert::alert).toList();
  }
}
