package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.HealthReport;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Appends health as series, one sample of each at every tick. For one thread at a time. */
final class HealthSeries {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final String VALUES = "1 up, 0.5 degraded, 0 down, NaN unknown.";

  private final SeriesAppender appender;
  private final Map<Key, Open> open = new HashMap<>();

  HealthSeries(SeriesAppender appender) {
    this.appender = appender;
    for (Metric metric : Metric.values()) {
      appender.describe(
          metric.seriesName, new MetricMetadata(MetricType.GAUGE, metric.unit, metric.help));
    }
  }

  private enum Metric {
    STATUS("kaldrix_health_status", "check", "", "What a health check saw: " + VALUES),
    DURATION(
        "kaldrix_health_check_duration_seconds",
        "check",
        "seconds",
        "How long the last look of a health check took."),
    GROUP("kaldrix_health_group_status", "group", "", "The worst check of a group: " + VALUES),
    OVERALL("kaldrix_health_overall_status", "", "", "The worst check of all: " + VALUES);

    private final String seriesName;
    private final String label;
    private final String unit;
    private final String help;

    Metric(String seriesName, String label, String unit, String help) {
      this.seriesName = seriesName;
      this.label = label;
      this.unit = unit;
      this.help = help;
    }
  }

  private record Key(Metric metric, String labelValue) {}

  private static final class Open {
    private final SeriesHandle handle;
    private long lastMillis;

    private Open(SeriesHandle handle) {
      this.handle = handle;
    }
  }

  /** Appends what {@code report} says, and ends the series of what it no longer names. */
  void append(Instant tick, HealthReport report) {
    long millis = tick.toEpochMilli();
    Map<String, List<HealthStatus>> groups = new TreeMap<>();
    for (CheckedHealth check : report.checks()) {
      HealthStatus status = check.result().status();
      append(Metric.STATUS, check.name(), millis, status.sampleValue());
      if (check.checkedAt().isPresent()) {
        append(Metric.DURATION, check.name(), millis, check.took().toNanos() / NANOS_PER_SECOND);
      }
      check
          .groups()
          .forEach(group -> groups.computeIfAbsent(group, g -> new ArrayList<>()).add(status));
    }
    groups.forEach(
        (group, statuses) ->
            append(Metric.GROUP, group, millis, HealthStatus.worst(statuses).sampleValue()));
    append(Metric.OVERALL, "", millis, report.status().sampleValue());
    endTheVanished(millis);
  }

  private void append(Metric metric, String labelValue, long millis, double value) {
    Open series = open.computeIfAbsent(new Key(metric, labelValue), this::open);
    series.lastMillis = millis;
    series.handle.append(millis, value);
  }

  private Open open(Key key) {
    Labels.Builder labels = Labels.builder().metricName(key.metric().seriesName);
    if (!key.metric().label.isEmpty()) {
      labels.set(key.metric().label, key.labelValue());
    }
    return new Open(appender.open(labels.build()));
  }

  private void endTheVanished(long millis) {
    Iterator<Open> all = open.values().iterator();
    while (all.hasNext()) {
      Open series = all.next();
      if (series.lastMillis != millis) {
        series.handle.append(millis, StaleMarker.VALUE);
        all.remove();
      }
    }
  }
}
