package io.kaldrix.monitor.core.series;

import java.time.Duration;

/**
 * How much a store keeps, and what it takes.
 *
 * @param retention how long samples are kept, above zero
 * @param maxBytes the most memory for samples, 1 MiB or more; the oldest go first
 * @param maxSeriesPerMetric the most series of one metric, 1 or more; further ones are refused
 * @param head how long samples are kept uncompressed at least, zero or more: what rules look at
 * @param outOfOrderWindow how far behind the newest sample of all one may be that comes after a
 *     later one of its series, zero or more; it must be of the time of a tick that is still
 *     uncompressed
 * @param duplicates which of two samples of one series and time is kept
 */
public record SeriesLimits(
    Duration retention,
    long maxBytes,
    int maxSeriesPerMetric,
    Duration head,
    Duration outOfOrderWindow,
    Duplicates duplicates) {

  private static final Duration USUAL_HEAD = Duration.ofMinutes(10);

  /** Two hours, 256 MiB, 10,000 series of a metric. */
  public static final SeriesLimits DEFAULTS =
      new SeriesLimits(Duration.ofHours(2), 256L << 20, 10_000);

  /** Which of two samples of one series and time is kept. */
  public enum Duplicates {
    /** The first; the second is dropped and counted. */
    KEEP_FIRST,
    /** The last; it replaces the first. */
    KEEP_LAST
  }

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
    if (head.isNegative()) {
      throw new IllegalArgumentException("head is " + head + ", must be zero or more");
    }
    if (outOfOrderWindow.isNegative()) {
      throw new IllegalArgumentException(
          "outOfOrderWindow is " + outOfOrderWindow + ", must be zero or more");
    }
  }

  /** Creates limits with ten minutes uncompressed, nothing out of order and no second samples. */
  public SeriesLimits(Duration retention, long maxBytes, int maxSeriesPerMetric) {
    this(retention, maxBytes, maxSeriesPerMetric, USUAL_HEAD, Duration.ZERO, Duplicates.KEEP_FIRST);
  }

  /** Returns these limits with another length of what is uncompressed. */
  public SeriesLimits withHead(Duration newHead) {
    return new SeriesLimits(
        retention, maxBytes, maxSeriesPerMetric, newHead, outOfOrderWindow, duplicates);
  }

  /** Returns these limits with another window for samples out of order. */
  public SeriesLimits withOutOfOrderWindow(Duration newWindow) {
    return new SeriesLimits(retention, maxBytes, maxSeriesPerMetric, head, newWindow, duplicates);
  }

  /** Returns these limits with another choice between two samples of one time. */
  public SeriesLimits withDuplicates(Duplicates newDuplicates) {
    return new SeriesLimits(
        retention, maxBytes, maxSeriesPerMetric, head, outOfOrderWindow, newDuplicates);
  }
}
