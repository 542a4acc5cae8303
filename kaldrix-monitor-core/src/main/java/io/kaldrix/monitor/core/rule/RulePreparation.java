package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Grading;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.alarm.engine.AlarmEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts the rules of one group to work; what has not changed since an earlier time goes on. */
final class RulePreparation {

  private final RuleSurroundings surroundings;
  private final FiringAlerts others;
  private final EngineCounter failedTexts;

  RulePreparation(RuleSurroundings surroundings, FiringAlerts others, EngineCounter failedTexts) {
    this.surroundings = surroundings;
    this.others = others;
    this.failedTexts = failedTexts;
  }

  /**
   * Returns the rules of {@code group} that are enabled.
   *
   * @param earlier the rules that were at work before, by key
   * @param before the group that they were of
   */
  List<RunningRule> of(
      RuleGroup group, Map<String, RunningRule> earlier, Optional<RuleGroup> before) {
    boolean sameSurroundings =
        before.isPresent()
            && before.get().limit() == group.limit()
            && before.get().queryOffset().equals(group.queryOffset())
            && before.get().labels().equals(group.labels());
    List<RunningRule> rules = new ArrayList<>();
    Map<String, Integer> keys = new HashMap<>();
    Map<String, Integer> names = new HashMap<>();
    for (Rule rule : group.rules()) {
      if (AlarmEngine.isAlarm(rule)) {
        continue; // evaluated at intervals of its own
      }
      String key = RuleKey.of(group, rule);
      key = key + "#" + keys.merge(key, 1, Integer::sum);
      int number = names.merge(rule.name(), 1, Integer::sum);
      if (rule.enabled()) {
        RunningRule old = earlier.get(key);
        RunningRule reused =
            old != null && sameSurroundings && old.rule().equals(rule) ? old : null;
        rules.add(prepare(group, rule, key, number, old, reused));
      }
    }
    return rules;
  }

  private RunningRule prepare(
      RuleGroup group,
      Rule rule,
      String key,
      int number,
      @Nullable RunningRule old,
      @Nullable RunningRule reused) {
    MeteredQuery.SampleCount count =
        reused == null ? new MeteredQuery.SampleCount() : reused.count();
    RecordedSeries recorded =
        reused == null ? new RecordedSeries(surroundings.answers()) : reused.recorded();
    EvaluatedRule work = reused == null ? work(group, rule, count, recorded) : reused.work();
    return new RunningRule(
        group,
        rule,
        key,
        work,
        count,
        recorded,
        old == null ? figures(group, rule, number) : old.figures(),
        surroundings.limits(),
        surroundings.nanoTime());
  }

  private EvaluatedRule work(
      RuleGroup group, Rule rule, MeteredQuery.SampleCount count, RecordedSeries recorded) {
    if (rule instanceof AlertRule alert) {
      Duration delay = alert.timing().delay().orElse(group.queryOffset());
      return new EvaluatedAlertRule(
          withLabels(alert, group.labels()),
          group.name(),
          group.limit(),
          MeteredQuery.prepare(surroundings.queries(), delay, 0, count),
          surroundings.templates(),
          surroundings.answers(),
          others,
          failedTexts);
    }
    RecordingRule recording = (RecordingRule) rule;
    return new EvaluatedRecordingRule(
        new RecordingRule(
            recording.name(), recording.expression(), merged(group.labels(), recording.labels())),
        MeteredQuery.prepare(surroundings.queries(), group.queryOffset(), group.limit(), count),
        recorded);
  }

  private static AlertRule withLabels(AlertRule rule, Map<String, String> ofGroup) {
    Map<String, String> labels = new TreeMap<>(ofGroup);
    if (!(rule.grading() instanceof Grading.Labelled)) {
      labels.remove(Severity.LABEL); // the rule says itself how bad it is
    }
    return labels.isEmpty()
        ? rule
        : new AlertRule(
            rule.name(),
            rule.expression(),
            rule.timing(),
            rule.grading(),
            rule.guards(),
            rule.doubt(),
            merged(labels, rule.labels()),
            rule.annotations(),
            rule.enabled());
  }

  private static Map<String, String> merged(Map<String, String> under, Map<String, String> over) {
    Map<String, String> merged = new TreeMap<>(under);
    merged.putAll(over);
    return merged;
  }

  private Optional<RuleFigures> figures(RuleGroup group, Rule rule, int number) {
    String name = number == 1 ? rule.name() : rule.name() + "#" + number;
    Labels labels = EvaluatedGroup.labels(group).with("rule", name);
    return surroundings.figures().map(appender -> new RuleFigures(appender, labels));
  }
}
