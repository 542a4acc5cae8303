package io.kaldrix.monitor.api.series;

import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;

/**
 * Appends to series. May be shared between threads. Appending never throws and never blocks for
 * long: what cannot be stored (a limit reached, a sample older than the newest) is dropped and
 * counted.
 */
public interface SeriesAppender {

  /**
   * Returns a handle to append to the series of these labels. Who appends often keeps the handle:
   * opening looks the labels up, appending does not.
   */
  SeriesHandle open(Labels labels);

  /** Says what a metric's values mean. The latest description counts. */
  void describe(String metricName, MetricMetadata metadata);

  /** Appends one sample, looking the series up by its labels. */
  default boolean append(Labels labels, Instant at, double value) {
    return open(labels).append(at.toEpochMilli(), value);
  }
}
