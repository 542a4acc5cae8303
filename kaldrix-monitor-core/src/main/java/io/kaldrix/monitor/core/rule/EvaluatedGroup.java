package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules.RuleFailure;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.core.alarm.engine.AlarmEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A rule group at work. A rule that fails keeps its alerts as they were; the next one goes on. */
final class EvaluatedGroup {

  private final RuleGroup group;
  private final List<EvaluatedRule> rules = new ArrayList<>();
  private final EngineCounter evaluations;
  private final EngineCounter failed;
  private Instant due = Instant.MIN;
  private List<RuleFailure> failures = List.of();
  private volatile double seconds = Double.NaN;

  EvaluatedGroup(
      RuleGroup group,
      RuleQueries queries,
      RuleTemplates templates,
      SeriesAppender appender,
      EngineMeters meters) {
    this.group = group;
    Labels labels = Labels.of("group", group.name());
    EngineCounter failedTexts =
        meters.counter(
            "kaldrix_rule_template_failures_total",
            labels,
            "Labels and annotations of alerts that could not be filled.");
    for (Rule rule : group.rules()) {
      if (AlarmEngine.isAlarm(rule)) {
        continue; // evaluated at intervals of its own
      }
      rules.add(prepare(rule, queries, templates, appender, failedTexts));
    }
    evaluations = meters.counter("kaldrix_rule_evaluations_total", labels, "Rules evaluated.");
    failed =
        meters.counter(
            "kaldrix_rule_evaluation_failures_total", labels, "Rules that could not be evaluated.");
    meters.gauge(
        "kaldrix_rule_group_evaluation_seconds",
        labels,
        "Time the last evaluation of the group took.",
        () -> seconds);
  }

  private static EvaluatedRule prepare(
      Rule rule,
      RuleQueries queries,
      RuleTemplates templates,
      SeriesAppender appender,
      EngineCounter failedTexts) {
    if (rule instanceof AlertRule alertRule) {
      return new EvaluatedAlertRule(alertRule, queries, templates, appender, failedTexts);
    }
    return new EvaluatedRecordingRule((RecordingRule) rule, queries, appender);
  }

  boolean isDue(Instant tick) {
    return !tick.isBefore(due);
  }

  List<AlertTransition> evaluate(Instant tick) {
    long startNanos = System.nanoTime();
    group.interval().ifPresent(interval -> due = tick.plus(interval));
    List<AlertTransition> transitions = new ArrayList<>();
    List<RuleFailure> troubles = new ArrayList<>();
    for (EvaluatedRule rule : rules) {
      evaluations.increment();
      try {
        transitions.addAll(rule.evaluate(tick));
      } catch (RuntimeException e) {
        failed.increment();
        troubles.add(new RuleFailure(group.name(), rule.name(), String.valueOf(e.getMessage())));
      }
    }
    failures = troubles;
    seconds = (System.nanoTime() - startNanos) / 1e9;
    return transitions;
  }

  List<AlertInstance> alerts() {
    return rules.stream().flatMap(rule -> rule.alerts().stream()).toList();
  }

  List<RuleFailure> failures() {
    return failures;
  }
}
