package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.util.Set;

/**
 * The four series into which the scores of one watched series go. They have its labels, its name as
 * {@code metric}, and {@code watch} and {@code detector}; where it has labels of these names
 * itself, they become {@code exported_metric} and so on, as Prometheus does. For one thread.
 */
final class ScoreSeries {

  static final String SCORE = "kaldrix_anomaly_score";
  static final String EXPECTED = "kaldrix_anomaly_expected";
  static final String LOWER = "kaldrix_anomaly_lower";
  static final String UPPER = "kaldrix_anomaly_upper";

  private static final Set<String> OUR_LABELS = Set.of("metric", "watch", "detector");

  private final SeriesHandle score;
  private final SeriesHandle expected;
  private final SeriesHandle lower;
  private final SeriesHandle upper;
  private boolean live;

  ScoreSeries(SeriesAppender appender, Labels watched, String watch, String detector) {
    Labels labels = labels(watched, watch, detector);
    score = appender.open(labels.with(Label.METRIC_NAME, SCORE));
    expected = appender.open(labels.with(Label.METRIC_NAME, EXPECTED));
    lower = appender.open(labels.with(Label.METRIC_NAME, LOWER));
    upper = appender.open(labels.with(Label.METRIC_NAME, UPPER));
  }

  static void describe(SeriesAppender appender) {
    describe(appender, SCORE, "How unusual the watched series' newest sample is, from 0 to 1.");
    describe(appender, EXPECTED, "What would have been ordinary, in the watched series' unit.");
    describe(appender, LOWER, "Below this a sample is unusual, in the watched series' unit.");
    describe(appender, UPPER, "Above this a sample is unusual, in the watched series' unit.");
  }

  private static void describe(SeriesAppender appender, String name, String help) {
    appender.describe(name, new MetricMetadata(MetricType.GAUGE, "", help));
  }

  /** Returns the labels that the four series have alike. */
  static Labels labels(Labels watched, String watch, String detector) {
    Labels.Builder labels = Labels.builder();
    for (Label label : watched) {
      String name = OUR_LABELS.contains(label.name()) ? "exported_" + label.name() : label.name();
      labels.set(name, label.value());
    }
    return labels
        .set(Label.METRIC_NAME, "")
        .set("metric", watched.metricName())
        .set("watch", watch)
        .set("detector", detector)
        .build();
  }

  void append(long timestampMillis, Score answer) {
    live = true;
    score.append(timestampMillis, answer.value());
    expected.append(timestampMillis, answer.expected());
    lower.append(timestampMillis, answer.lower());
    upper.append(timestampMillis, answer.upper());
  }

  /** Ends the series until the next score, so that no rule goes on with an old one. */
  void end(long timestampMillis) {
    if (live) {
      live = false;
      score.append(timestampMillis, StaleMarker.VALUE);
      expected.append(timestampMillis, StaleMarker.VALUE);
      lower.append(timestampMillis, StaleMarker.VALUE);
      upper.append(timestampMillis, StaleMarker.VALUE);
    }
  }
}
