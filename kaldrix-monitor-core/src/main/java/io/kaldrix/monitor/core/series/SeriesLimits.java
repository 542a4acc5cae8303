package io.kaldrix.monitor.core.series;

import java.time.Duration;

/**
 * How much a store keeps.
 *
 * @param retention how long samples are kept, above zero
 * @param maxBytes the most memory for samples, 1 MiB or more; the oldest go first
 * @param maxSeriesPerMetric the most series of one metric, 1 or more; further ones are refused
 */
public record SeriesLimits(Duration retention, long maxBytes, int maxSeriesPerMetric) {

  /** Two hours, 256 MiB, 10,000 series of a metric. */
  public static final SeriesLimits DEFAULTS =
      new SeriesLimits(Duration.ofHours(2), 256L << 20, 10_000);

  /** Creates limits. */
  public SeriesLimits {
    if (retention.isZero() || retention.isNegative()) {
      throw new IllegalArgumentException("retention is " + retention + ", must be above zero");
    }
    if (maxBytes < 1 << 20) {
      throw new IllegalArgumentException("maxBytes is " + maxBytes + ", must be 1 MiB or more");
    }
    if (maxSeriesPerMetric < 1) {
      throw new IllegalArgumentException(
          "maxSeriesPerMetric is " + maxSeriesPerMetric + ", must be 1 or more");
    }
  }
}
