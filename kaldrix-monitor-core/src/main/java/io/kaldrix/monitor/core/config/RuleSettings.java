package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.rule.AlertRule;
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
import java.util.regex.Pattern;

/** Reads rule groups, written as in Prometheus' rule files and with keys of our own. */
final class RuleSettings {

  private static final Pattern METRIC_NAME = Pattern.compile("[A-Za-z_:][A-Za-z0-9_:]*");
  private static final String ALERT_NAME = "alertname";
  private static final int MOST_LIMIT = 1_000_000_000;

  private final ExpressionCheck expressions;
  private final AlertRuleSettings beyondPrometheus = new AlertRuleSettings(this::expression);

  private RuleSettings(ExpressionCheck expressions) {
    this.expressions = expressions;
  }

  /** Reads all groups, after the options have been read. */
  static List<RuleGroup> read(Settings settings, ExpressionCheck expressions) {
    RuleSettings rules = new RuleSettings(expressions);
    List<RuleGroup> groups = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Settings section : settings.sections("groups")) {
      RuleGroup group = rules.group(section);
      if (!names.add(group.name())) {
        throw section.invalid("name", "a name that no group before it has");
      }
      groups.add(group);
    }
    groups.addAll(ObjectiveSettings.read(settings, expressions));
    settings.refuseUnknown();
    return groups;
  }

  private RuleGroup group(Settings settings) {
    String name = notBlank(settings, "name", "a name");
    Optional<Duration> interval =
        settings.has("interval")
            ? Optional.of(settings.duration("interval", Duration.ZERO, Duration.ofSeconds(1)))
            : Optional.empty();
    List<Rule> rules = new ArrayList<>();
    for (Settings section : settings.sections("rules")) {
      rules.add(rule(section));
    }
    if (rules.isEmpty()) {
      throw settings.invalid("rules", "a list of one rule or more");
    }
    int limit = (int) settings.integer("limit", 0, 0, MOST_LIMIT);
    Duration queryOffset = settings.duration("query_offset", Duration.ZERO, Duration.ZERO);
    Map<String, String> labels = LabelSettings.read(settings.section("labels"));
    settings.refuseUnknown();
    return new RuleGroup("", name, interval, limit, queryOffset, labels, rules);
  }

  private Rule rule(Settings settings) {
    boolean alerts = settings.has("alert");
    boolean records = settings.has("record");
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

  private AlertRule alert(Settings settings) {
    Settings labelSection = settings.section("labels");
    Map<String, String> labels = LabelSettings.read(labelSection);
    if (labels.containsKey(ALERT_NAME)) {
      throw labelSection.invalid(ALERT_NAME, "left out, as 'alert' gives it");
    }
    labels.remove(Severity.LABEL);
    AlertRule.Builder rule =
        AlertRule.when(expression(settings, "expr"))
            .holdFor(settings.duration("for", Duration.ZERO, Duration.ZERO));
    severity(settings, labelSection).ifPresent(rule::severity);
    labels.forEach(rule::label);
    settings.texts("annotations").forEach(rule::annotation);
    beyondPrometheus.read(settings, rule);
    return rule.named(notBlank(settings, "alert", "a name"));
  }

  private RecordingRule recording(Settings settings) {
    String name = settings.string("record");
    if (!METRIC_NAME.matcher(name).matches()) {
      throw settings.invalid(
          "record",
          "a metric's name: letters, digits, '_' and ':', beginning with no digit, such as"
              + " job:errors:rate5m");
    }
    return new RecordingRule(
        name,
        expression(settings, "expr"),
        LabelSettings.read(settings.section("labels")),
        settings.flag("enabled", true));
  }

  private String expression(Settings settings, String key) {
    String expression = notBlank(settings, key, "a PromQL expression");
    Optional<String> problem = expressions.problem(expression);
    if (problem.isPresent()) {
      throw settings.invalid(key, "PromQL: " + problem.get());
    }
    return expression;
  }

  private static Optional<Severity> severity(Settings rule, Settings labels) {
    Optional<Severity> own = severity(rule);
    Optional<Severity> label = severity(labels);
    if (own.isPresent() && label.isPresent() && !own.equals(label)) {
      throw labels.invalid(
          Severity.LABEL, "'" + own.get().label() + "' as the rule says, or be left out");
    }
    return own.or(() -> label);
  }

  private static Optional<Severity> severity(Settings settings) {
    return settings
        .optionalString(Severity.LABEL)
        .map(
            name ->
                Severity.named(name)
                    .orElseThrow(
                        () -> settings.invalid(Severity.LABEL, "one of " + Severity.allowed())));
  }

  private static String notBlank(Settings settings, String key, String allowed) {
    String text = settings.optionalString(key).orElse("");
    if (text.isBlank()) {
      throw settings.invalid(key, allowed);
    }
    return text;
  }
}
