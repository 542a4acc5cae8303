package io.kaldrix.monitor.api.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the band of one metric and statistic is learned, as CloudWatch's {@code PutAnomalyDetector}
 * has it.
 *
 * @param namespace the metric's namespace
 * @param metricName the metric's name
 * @param dimensions the metric's dimensions
 * @param statistic of which the band is
 * @param excluded times that nothing is learned from
 * @param zone whose days and weeks it learns
 */
public record BandTraining(
    String namespace,
    String metricName,
    Map<String, String> dimensions,
    Statistic statistic,
    List<TimeRange> excluded,
    ZoneId zone) {

  /** A time from {@code start}, included, to {@code end}, not included. */
  public record TimeRange(Instant start, Instant end) {
    /** Creates a range. */
    public TimeRange {
      if (!start.isBefore(end)) {
        throw new IllegalArgumentException(
            "time range ends at " + end + ", must be after its start at " + start);
      }
    }
  }

  /** Creates a training. */
  public BandTraining {
    dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
    excluded = List.copyOf(excluded);
  }

  /** Returns whether it is for that metric, read with that statistic. */
  public boolean isFor(AlarmMetric metric) {
    return namespace.equals(metric.namespace())
        && metricName.equals(metric.name())
        && dimensions.equals(metric.dimensions())
        && statistic.equals(metric.statistic());
  }
}
