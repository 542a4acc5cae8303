package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Grading;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads what a rule file of Prometheus says. */
final class PrometheusRules {

  private static final long MOST_LIMIT = Integer.MAX_VALUE;

  private final ExpressionCheck expressions;
  private final TextCheck texts;

  PrometheusRules(ExpressionCheck expressions, TextCheck texts) {
    this.expressions = expressions;
    this.texts = texts;
  }

  /**
   * Reads a whole file.
   *
   * @param file what its groups are told by
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if something in it is wrong
   */
  List<RuleGroup> read(String file, Settings settings) {
    List<RuleGroup> groups = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Settings section : settings.sections("groups")) {
      RuleGroup group = group(file, section);
      if (!names.add(group.name())) {
        throw section.invalid("name", "a name that no group before it in the file has");
      }
      groups.add(group);
    }
    settings.refuseUnknown();
    return groups;
  }

  private RuleGroup group(String file, Settings settings) {
    RuleGroup.Builder group = RuleGroup.named(notBlank(settings, "name", "a name")).file(file);
    Duration interval = settings.duration("interval", Duration.ZERO, Duration.ZERO);
    if (!interval.isZero()) {
      group.interval(interval);
    }
    group.limit((int) Math.max(0, settings.integer("limit", 0, -MOST_LIMIT, MOST_LIMIT)));
    group.queryOffset(settings.duration("query_offset", Duration.ZERO, Duration.ZERO));
    labels(settings).forEach(group::label);
    List<Rule> rules = new ArrayList<>();
    for (Settings section : settings.sections("rules")) {
      rules.add(rule(section));
    }
    settings.refuseUnknown();
    return group.rules(rules).of();
  }

  private Rule rule(Settings settings) {
    boolean alerts = isSet(settings, "alert");
    boolean records = isSet(settings, "record");
    if (alerts && records) {
      throw settings.invalid("record", "left out, as a rule either alerts or records");
    }
    if (!alerts && !records) {
      throw settings.invalid("alert", "the alert's name, unless 'record' names a metric");
    }
    Rule rule = alerts ? alert(settings) : recording(settings);
    settings.refuseUnknown();
    return rule;
  }

  private static boolean isSet(Settings settings, String key) {
    return settings.optionalString(key).filter(text -> !text.isEmpty()).isPresent();
  }

  private AlertRule alert(Settings settings) {
    String name = notBlank(settings, "alert", "a name");
    AlertRule.Builder rule =
        AlertRule.when(expression(settings))
            .grading(new Grading.Labelled(Severity.MEDIUM))
            .holdFor(settings.duration("for", Duration.ZERO, Duration.ZERO))
            .keepFiringFor(settings.duration("keep_firing_for", Duration.ZERO, Duration.ZERO));
    Map<String, String> labels = labels(settings);
    checkTexts(name, settings.section("labels"), labels);
    labels.forEach(rule::label);
    Settings section = settings.section("annotations");
    Map<String, String> annotations = new TreeMap<>();
    section.keys().forEach(key -> annotations.put(key, section.string(key)));
    checkTexts(name, section, annotations);
    annotations.forEach(rule::annotation);
    return rule.named(name);
  }

  private RecordingRule recording(Settings settings) {
    refuse(settings, "for", settings.duration("for", Duration.ZERO, Duration.ZERO).isZero());
    refuse(
        settings,
        "keep_firing_for",
        settings.duration("keep_firing_for", Duration.ZERO, Duration.ZERO).isZero());
    refuse(settings, "annotations", settings.texts("annotations").isEmpty());
    return new RecordingRule(
        notBlank(settings, "record", "a metric's name"), expression(settings), labels(settings));
  }

  private static void refuse(Settings settings, String key, boolean isEmpty) {
    if (!isEmpty) {
      throw settings.invalid(key, "left out, as a rule that records has none");
    }
  }

  private String expression(Settings settings) {
    String expression = notBlank(settings, "expr", "a PromQL expression");
    Optional<String> problem = expressions.problem(expression);
    if (problem.isPresent()) {
      throw settings.invalid("expr", "PromQL: " + problem.get());
    }
    return expression;
  }

  private static Map<String, String> labels(Settings settings) {
    Settings section = settings.section("labels");
    Map<String, String> labels = new TreeMap<>();
    for (String name : section.keys()) {
      String value = section.string(name);
      if (name.equals(Label.METRIC_NAME)) {
        throw section.invalid(name, "left out, as a metric's name is no label of a rule");
      }
      labels.put(name, value);
    }
    return labels;
  }

  private void checkTexts(String rule, Settings section, Map<String, String> given) {
    given.forEach(
        (name, text) ->
            texts
                .problem(rule, text)
                .ifPresent(
                    problem -> {
                      throw section.invalid(name, "a template: " + problem);
                    }));
  }

  private static String notBlank(Settings settings, String key, String allowed) {
    String text = settings.optionalString(key).orElse("");
    if (text.isBlank()) {
      throw settings.invalid(key, allowed);
    }
    return text;
  }
}
