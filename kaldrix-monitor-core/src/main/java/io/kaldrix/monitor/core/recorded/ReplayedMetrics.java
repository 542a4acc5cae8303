package io.kaldrix.monitor.core.recorded;

import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import java.time.Instant;
import java.util.List;

/**
 * Series of which only samples are known, read by who asks what a metric means: one whose name ends
 * in {@code _total}, as OpenMetrics wants it of counters, is a counter. For one thread.
 */
public final class ReplayedMetrics implements SeriesReader {

  private static final MetricMetadata COUNTER = new MetricMetadata(MetricType.COUNTER, "", "");

  private final SampleReader samples;

  /** Creates a view of {@code samples}. */
  public ReplayedMetrics(SampleReader samples) {
    this.samples = samples;
  }

  @Override
  public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
    return samples.read(matchers, from, to).stream()
        .map(series -> new Series(series.labels(), series.samples()))
        .toList();
  }

  @Override
  public MetricMetadata metadata(String metricName) {
    return metricName.endsWith("_total") ? COUNTER : MetricMetadata.UNKNOWN;
  }
}
