package io.kaldrix.monitor.core.rule.unit;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.config.ConfigurationFile;
import io.kaldrix.monitor.core.query.script.Point;
import io.kaldrix.monitor.core.query.script.SeriesLine;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a file of rule tests says.
 *
 * @param ruleFiles patterns of the rule files' names
 * @param alarmFiles patterns of the names of files with CloudWatch alarms, which promtool has not
 * @param evaluationInterval the time from one evaluation of the rules to the next
 * @param fuzzyCompare whether a number may be the neighbour of the one expected
 * @param groupOrder names of groups, those to evaluate first first
 * @param tests in the order written
 */
record RuleTestFile(
    List<String> ruleFiles,
    List<String> alarmFiles,
    Duration evaluationInterval,
    boolean fuzzyCompare,
    List<String> groupOrder,
    List<RuleTest> tests) {

  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

  /**
   * Reads a file.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if something in it is wrong, with the
   *     place
   */
  static RuleTestFile read(Path file) {
    Settings settings = ConfigurationFile.loadVerbatim(file);
    Duration interval = positive(settings, "evaluation_interval", ONE_MINUTE);
    List<String> order = settings.strings("group_eval_order");
    Set<String> seen = new HashSet<>();
    if (!order.stream().allMatch(seen::add)) {
      throw settings.invalid("group_eval_order", "the names of groups, each once");
    }
    List<RuleTest> tests = new ArrayList<>();
    for (Settings section : settings.sections("tests")) {
      tests.add(test(section, "tests[" + tests.size() + "]", interval));
    }
    RuleTestFile read =
        new RuleTestFile(
            settings.strings("rule_files"),
            settings.strings("alarm_files"),
            interval,
            settings.flag("fuzzy_compare", false),
            order,
            tests);
    settings.refuseUnknown();
    return read;
  }

  private static Duration positive(Settings settings, String key, Duration fallback) {
    Duration read = settings.duration(key, fallback, Duration.ZERO);
    return read.isZero() ? fallback : read; // as promtool: zero is not set
  }

  private static RuleTest test(Settings settings, String place, Duration evaluationInterval) {
    List<SeriesLine> series = new ArrayList<>();
    for (Settings each : settings.sections("input_series")) {
      series.add(series(each));
    }
    List<RuleTest.AlertCheck> alerts = new ArrayList<>();
    for (Settings each : settings.sections("alert_rule_test")) {
      alerts.add(alertCheck(each));
    }
    List<RuleTest.ExpressionCheck> expressions = new ArrayList<>();
    for (Settings each : settings.sections("promql_expr_test")) {
      expressions.add(expressionCheck(each));
    }
    String name = settings.string("name", "");
    return new RuleTest(
        name.isEmpty() ? place : name,
        positive(settings, "interval", evaluationInterval),
        start(settings),
        series,
        alerts,
        expressions,
        Labels.of(settings.texts("external_labels")),
        settings.string("external_url", ""));
  }

  private static Instant start(Settings settings) {
    Optional<String> text = settings.optionalString("start_timestamp");
    if (text.isEmpty() || text.get().isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      if (text.get().matches("[0-9]{1,11}(\\.[0-9]{1,9})?")) {
        return Instant.ofEpochMilli(Math.round(Double.parseDouble(text.get()) * 1000));
      }
      return OffsetDateTime.parse(text.get().replace(' ', 'T')).toInstant();
    } catch (DateTimeException e) {
      throw settings.invalid(
          "start_timestamp", "seconds since 1970, or a time such as 2026-01-31T12:00:00Z");
    }
  }

  private static SeriesLine series(Settings settings) {
    String series = settings.string("series").strip();
    Labels labels;
    try {
      labels = SeriesLine.labels(series);
    } catch (IllegalArgumentException e) {
      throw settings.invalid("series", "a series such as up{job=\"api\"}: " + e.getMessage());
    }
    String values = settings.string("values");
    try {
      return new SeriesLine(labels, false, Point.parse(values));
    } catch (IllegalArgumentException e) {
      throw settings.invalid("values", "points: " + e.getMessage());
    }
  }

  private static RuleTest.AlertCheck alertCheck(Settings settings) {
    String alert = settings.string("alertname", "");
    if (alert.isEmpty()) {
      throw settings.invalid("alertname", "the name of an alert");
    }
    List<ExpectedAlert> expected = new ArrayList<>();
    for (Settings each : settings.sections("exp_alerts")) {
      Map<String, String> labels = new TreeMap<>(each.texts("exp_labels"));
      labels.put(Alert.NAME_LABEL, alert);
      expected.add(new ExpectedAlert(Labels.of(labels), each.texts("exp_annotations")));
    }
    return new RuleTest.AlertCheck(alert, evaluationTime(settings), expected);
  }

  private static Duration evaluationTime(Settings settings) {
    return settings.duration("eval_time", Duration.ZERO, Duration.ZERO);
  }

  private static RuleTest.ExpressionCheck expressionCheck(Settings settings) {
    List<RuleTest.ExpectedSample> expected = new ArrayList<>();
    for (Settings each : settings.sections("exp_samples")) {
      expected.add(sample(each));
    }
    return new RuleTest.ExpressionCheck(
        settings.string("expr"), evaluationTime(settings), expected);
  }

  private static RuleTest.ExpectedSample sample(Settings settings) {
    Labels labels;
    try {
      labels = SeriesLine.labels(settings.string("labels"));
    } catch (IllegalArgumentException e) {
      throw settings.invalid("labels", "a series such as up{job=\"api\"}: " + e.getMessage());
    }
    Optional<String> histogram = settings.optionalString("histogram");
    String value = settings.string("value", "0");
    if (histogram.isPresent()) {
      return new RuleTest.ExpectedSample(labels, histogram(settings, histogram.get()));
    }
    try {
      String plain = value.toLowerCase(Locale.ROOT).replaceFirst("^([+-]?)\\.(inf|nan)$", "$1$2");
      return new RuleTest.ExpectedSample(labels, new Point.Valued(Point.number(plain)));
    } catch (IllegalArgumentException e) {
      throw settings.invalid("value", "a number such as 1, 2.5e3, .inf or .nan");
    }
  }

  private static Point histogram(Settings settings, String text) {
    try {
      List<Point> points = Point.parse(text);
      if (points.size() == 1 && points.get(0) instanceof Point.Histogram) {
        return points.get(0);
      }
    } catch (IllegalArgumentException e) {
      throw settings.invalid("histogram", "one histogram: " + e.getMessage());
    }
    throw settings.invalid("histogram", "one histogram such as {{schema:1 count:2 sum:3}}");
  }
}
