package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.RuleStatus;
import io.kaldrix.monitor.api.rule.Rules.RuleFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A rule group at work. A rule that fails keeps its alerts as they were; the next one goes on. */
final class EvaluatedGroup {

  private final RuleGroup group;
  private final GroupSchedule schedule;
  private final List<RunningRule> rules;
  private final EngineCounter evaluations;
  private final EngineCounter failed;
  private final LongSupplier nanoTime;
  private long lastSlot = Long.MIN_VALUE;
  private volatile double seconds = Double.NaN;

  /**
   * Prepares a group.
   *
   * @param earlier the group in whose place it comes, if there is one
   */
  EvaluatedGroup(
      RuleGroup group,
      RuleSurroundings surroundings,
      FiringAlerts others,
      @Nullable EvaluatedGroup earlier) {
    this.group = group;
    this.schedule = GroupSchedule.of(group, surroundings.limits().spread());
    this.nanoTime = surroundings.nanoTime();
    EngineMeters meters = surroundings.meters();
    Labels labels = labels(group);
    EngineCounter failedTexts =
        meters.counter(
            "kaldrix_rule_template_failures_total",
            labels,
            "Labels and annotations of alerts that could not be filled.");
    rules =
        new RulePreparation(surroundings, others, failedTexts)
            .of(
                group,
                earlier == null ? Map.of() : earlier.byKey(),
                Optional.ofNullable(earlier).map(EvaluatedGroup::group));
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

  /** Returns the labels of series about a group: its name, and its file if it stands in one. */
  static Labels labels(RuleGroup group) {
    return Labels.of("file", group.file(), "group", group.name());
  }

  RuleGroup group() {
    return group;
  }

  List<RunningRule> rules() {
    return rules;
  }

  /** Returns its rules by what tells them from others. */
  Map<String, RunningRule> byKey() {
    Map<String, RunningRule> byKey = new LinkedHashMap<>();
    rules.forEach(rule -> byKey.put(rule.key(), rule));
    return byKey;
  }

  /**
   * Evaluates the group if a new slot of its interval has begun.
   *
   * @param transitions takes the steps its alerts took
   */
  void evaluate(Instant tick, List<AlertTransition> transitions) {
    long slot = schedule.slot(tick);
    if (slot <= lastSlot) {
      return;
    }
    lastSlot = slot;
    long startNanos = nanoTime.getAsLong();
    for (int i = 0; i < rules.size(); i++) {
      RunningRule rule = rules.get(i);
      if (!rule.isDisabled()) {
        evaluations.increment();
      }
      List<AlertTransition> steps = rule.evaluate(tick);
      if (!steps.isEmpty()) {
        transitions.addAll(steps);
      }
      if (!rule.problem().isEmpty()) {
        failed.increment();
      }
    }
    seconds = (nanoTime.getAsLong() - startNanos) / 1e9;
  }

  /** Takes over from the group in whose place this one comes. */
  void adopt(EvaluatedGroup earlier) {
    Map<String, RunningRule> before = earlier.byKey();
    for (RunningRule rule : rules) {
      RunningRule old = before.get(rule.key());
      if (old != null) {
        rule.adopt(old);
      }
    }
    lastSlot = schedule.equals(earlier.schedule) ? earlier.lastSlot : Long.MIN_VALUE;
  }

  /** Says no more of itself, as it is taken away. */
  void retire() {
    seconds = Double.NaN;
  }

  boolean hasProblem() {
    for (int i = 0; i < rules.size(); i++) {
      if (!rules.get(i).problem().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  List<RuleFailure> failures() {
    return rules.stream()
        .filter(rule -> !rule.problem().isEmpty())
        .map(rule -> new RuleFailure(group.name(), rule.rule().name(), rule.problem()))
        .toList();
  }

  List<RuleStatus> statuses() {
    List<RuleStatus> statuses = new ArrayList<>();
    int next = 0;
    for (Rule rule : group.rules()) {
      if (rule.enabled()) {
        statuses.add(rules.get(next).status());
        next++;
      } else {
        statuses.add(RunningRule.disabled(group, rule));
      }
    }
    return statuses;
  }
}
