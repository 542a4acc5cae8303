package io.kaldrix.monitor.api.series;

/** What the values of a metric mean, in the words of the Prometheus exposition format. */
public enum MetricType {
  /** A total that only grows, or starts again at zero. */
  COUNTER,
  /** A value that may rise and fall. */
  GAUGE,
  /** Counts per bucket, their sum and number. */
  HISTOGRAM,
  /** Quantiles of a recent window, with sum and number of all. */
  SUMMARY,
  /** Not known. */
  UNKNOWN
}
