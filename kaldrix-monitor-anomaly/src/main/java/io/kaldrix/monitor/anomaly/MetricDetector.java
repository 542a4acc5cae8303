package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.plugin.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a block of CloudWatch or of Lookout for Metrics asks to be watched.
 *
 * @param name the watch's: namespace or metric set, metric, statistic
 * @param expression what is watched, in PromQL
 * @param excluded when it is not
 * @param zone whose days and weeks the metric goes by; for detectors that know seasons
 */
record MetricDetector(String name, String expression, ExcludedTimes excluded, ZoneId zone) {

  /**
   * The period of CloudWatch's metrics, unless that is too short to hold samples of several ticks.
   */
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private static final int LEAST_TICKS = 4;
  private static final Map<String, String> AGGREGATIONS = Map.of("SUM", "Sum", "AVG", "Average");

  /** Reads an anomaly detector of CloudWatch. */
  static MetricDetector read(Settings settings, Duration tickInterval) {
    Settings configuration = settings.section("configuration");
    Duration period = period(tickInterval);
    String stat = settings.string("stat", "Average");
    String namespace = settings.string("namespace", "");
    String metric = metric(settings);
    String expression =
        MetricExpression.of(namespace, metric, stat, period)
            .orElseThrow(() -> settings.invalid("stat", MetricExpression.ALLOWED));
    return new MetricDetector(
        name(namespace, metric, stat),
        expression,
        ExcludedTimes.read(configuration.sections("excluded_time_ranges"), period),
        zone(configuration));
  }

  /** Reads a metric set of Lookout for Metrics, which has several metrics. */
  static List<MetricDetector> readSet(Settings settings, Duration tickInterval) {
    String set = settings.string("metric_set_name");
    readTimestampColumn(settings.section("timestamp_column"));
    List<MetricDetector> detectors = new ArrayList<>();
    for (Settings each : settings.sections("metric_list")) {
      String stat = each.choice("aggregation_function", "", AGGREGATIONS);
      if (stat.isEmpty()) {
        throw each.invalid("aggregation_function", "SUM or AVG");
      }
      String metric = metric(each);
      String namespace = each.string("namespace", "");
      String expression =
          MetricExpression.of(namespace, metric, stat, period(tickInterval)).orElseThrow();
      detectors.add(
          new MetricDetector(
              name(set, metric, stat), expression, ExcludedTimes.NONE, ZoneOffset.UTC));
    }
    if (detectors.isEmpty()) {
      throw settings.invalid("metric_list", "a list of one or more");
    }
    return detectors;
  }

  /** Our samples bring their times along, so the column is only looked at for being right. */
  private static void readTimestampColumn(Settings settings) {
    settings.optionalString("column_name");
    settings
        .optionalString("column_format")
        .ifPresent(
            format -> {
              try {
                DateTimeFormatter unused = DateTimeFormatter.ofPattern(format);
              } catch (IllegalArgumentException e) {
                throw settings.invalid("column_format", "a pattern such as yyyy-MM-dd HH:mm:ss");
              }
            });
  }

  private static Duration period(Duration tickInterval) {
    Duration least = tickInterval.multipliedBy(LEAST_TICKS);
    return least.compareTo(PERIOD) > 0 ? Duration.ofSeconds(least.toSeconds()) : PERIOD;
  }

  private static String metric(Settings settings) {
    String metric = settings.string("metric_name");
    if (metric.isBlank()) {
      throw settings.invalid("metric_name", "a text that is not blank");
    }
    return metric;
  }

  private static ZoneId zone(Settings configuration) {
    try {
      return ZoneId.of(configuration.string("metric_timezone", "UTC"));
    } catch (DateTimeException e) {
      throw configuration.invalid("metric_timezone", "a time zone such as UTC or Europe/Berlin");
    }
  }

  private static String name(String first, String metric, String stat) {
    String name = (first.isBlank() ? "" : first + "-") + metric + "-" + stat;
    String legal = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.]", "_");
    return legal.substring(0, Math.min(legal.length(), 100));
  }
}
