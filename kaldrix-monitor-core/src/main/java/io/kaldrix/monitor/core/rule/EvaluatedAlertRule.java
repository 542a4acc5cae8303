package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.series.SeriesAppender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An alert rule and its alerts: one for each label set that its expression returns. */
final class EvaluatedAlertRule implements EvaluatedRule {

  private final AlertRule rule;
  private final RuleQuery query;
  private final SeriesAppender appender;
  private final EngineCounter failedTexts;
  private final Map<String, RuleText> labels;
  private final Map<String, RuleText> annotations;
  private final Map<Labels, AlertInstance> active = new LinkedHashMap<>();

  EvaluatedAlertRule(
      AlertRule rule,
      RuleQueries queries,
      RuleTemplates templates,
      SeriesAppender appender,
      EngineCounter failedTexts) {
    this.rule = rule;
    this.query = queries.prepare(rule.expression());
    this.appender = appender;
    this.failedTexts = failedTexts;
    this.labels = texts(templates, "label", rule.labels());
    this.annotations = texts(templates, "annotation", rule.annotations());
  }

  /** A sample for which the condition holds. */
  private record Held(Labels labels, double value) {}

  private Map<String, RuleText> texts(
      RuleTemplates templates, String kind, Map<String, String> given) {
    Map<String, RuleText> texts = new LinkedHashMap<>();
    given.forEach(
        (name, text) -> {
          String where = "rule '" + rule.name() + "': " + kind + " '" + name + "'";
          texts.put(name, templates.compile(where, rule.name(), text));
        });
    return texts;
  }

  @Override
  public String name() {
    return rule.name();
  }

  @Override
  public List<AlertInstance> alerts() {
    return List.copyOf(active.values());
  }

  @Override
  public List<AlertTransition> evaluate(Instant tick) {
    Map<Labels, Held> holding = new LinkedHashMap<>();
    query.evaluate(
        tick,
        (labels, value) -> {
          Held sample = new Held(labels, value);
          Labels identity = identify(sample, tick);
          if (holding.put(identity, sample) != null) {
            throw new IllegalStateException(
                "two series of the answer would be the same alert " + identity);
          }
        });
    List<AlertTransition> transitions = new ArrayList<>();
    holding.forEach(
        (identity, sample) -> {
          AlertInstance instance =
              active.computeIfAbsent(
                  identity, key -> new AlertInstance(describe(key, sample, tick), appender));
          step(instance, describe(identity, sample, tick), true, tick, transitions);
        });
    for (AlertInstance instance : alerts()) {
      if (!holding.containsKey(instance.alert().labels())) {
        step(instance, instance.alert(), false, tick, transitions);
        active.remove(instance.alert().labels());
      }
    }
    return transitions;
  }

  private void step(
      AlertInstance instance,
      Alert seen,
      boolean holds,
      Instant tick,
      List<AlertTransition> transitions) {
    AlertState before = instance.alert().state();
    AlertState after = AlertStateMachine.next(before, holds, rule.holdFor(), tick);
    Alert next = new Alert(seen.labels(), seen.annotations(), seen.severity(), after, seen.value());
    instance.become(next, tick);
    if (!after.equals(before)) {
      transitions.add(new AlertTransition(next, before, tick));
    }
  }

  private Labels identify(Held sample, Instant tick) {
    Labels.Builder identity = sample.labels().without(Label.METRIC_NAME).toBuilder();
    identity.set(Severity.LABEL, rule.severity().label());
    labels.forEach((name, text) -> identity.set(name, fill(text, sample, tick)));
    return identity.set(Alert.NAME_LABEL, rule.name()).build();
  }

  private Alert describe(Labels identity, Held sample, Instant tick) {
    Map<String, String> filled = new LinkedHashMap<>();
    annotations.forEach((name, text) -> filled.put(name, fill(text, sample, tick)));
    return new Alert(identity, filled, rule.severity(), new AlertState.Inactive(), sample.value());
  }

  private String fill(RuleText text, Held sample, Instant tick) {
    return text.fill(sample.labels(), sample.value(), tick, failedTexts);
  }
}
