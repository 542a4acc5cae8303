package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.util.ArrayList;
import java.util.List;

/** What one rule costs and yields, as series. For one thread. */
final class RuleFigures {

  private final List<SeriesHandle> open = new ArrayList<>();
  private final SeriesHandle seconds;
  private final SeriesHandle samples;
  private final SeriesHandle alerts;
  private final SeriesHandle failures;
  private final SeriesHandle transitions;
  private final SeriesHandle enabled;

  RuleFigures(SeriesAppender appender, Labels rule) {
    seconds =
        open(
            appender,
            rule,
            "kaldrix_rule_evaluation_seconds",
            MetricType.GAUGE,
            "Time the last evaluation of the rule took.");
    samples =
        open(
            appender,
            rule,
            "kaldrix_rule_samples",
            MetricType.GAUGE,
            "Samples that its expressions returned last.");
    alerts =
        open(
            appender,
            rule,
            "kaldrix_rule_alerts",
            MetricType.GAUGE,
            "Alerts of the rule that are pending or firing.");
    failures =
        open(
            appender,
            rule,
            "kaldrix_rule_failures_total",
            MetricType.COUNTER,
            "Evaluations of the rule that failed.");
    transitions =
        open(
            appender,
            rule,
            "kaldrix_rule_transitions_total",
            MetricType.COUNTER,
            "Steps that alerts of the rule took.");
    enabled =
        open(
            appender,
            rule,
            "kaldrix_rule_enabled",
            MetricType.GAUGE,
            "1 while the rule is evaluated, 0 once it took too long too often.");
  }

  private SeriesHandle open(
      SeriesAppender appender, Labels rule, String name, MetricType type, String help) {
    appender.describe(name, new MetricMetadata(type, "", help));
    SeriesHandle handle = appender.open(rule.with(Label.METRIC_NAME, name));
    open.add(handle);
    return handle;
  }

  void append(
      long millis,
      long nanos,
      long sampleCount,
      int alertCount,
      long failureCount,
      long transitionCount,
      boolean isEnabled) {
    seconds.append(millis, nanos / 1e9);
    samples.append(millis, (double) sampleCount);
    alerts.append(millis, alertCount);
    failures.append(millis, (double) failureCount);
    transitions.append(millis, (double) transitionCount);
    enabled.append(millis, isEnabled ? 1 : 0);
  }

  void end(long millis) {
    open.forEach(series -> series.append(millis, StaleMarker.VALUE));
  }
}
