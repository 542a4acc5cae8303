package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.core.series.SeriesStarts;

/** When counters began to count, if that matters. */
final class CounterStarts {

  private final SelectedSeries selection;
  private final boolean count;

  /**
   * Creates what is known of some series.
   *
   * @param count whether it matters
   */
  CounterStarts(SelectedSeries selection, boolean count) {
    this.selection = selection;
    this.count = count;
  }

  /** Returns whether a series began to count anew between two samples that follow each other. */
  boolean isBetween(int series, long millis, long nextMillis) {
    return count
        && selection.mayStartAfter(series, millis)
        && selection.startOf(series, nextMillis) > millis;
  }

  /**
   * Returns when a series was zero before a sample, {@link SeriesStarts#UNKNOWN} if that is not
   * known or not after an instant.
   */
  long zeroAfter(int series, long afterMillis, long sampleMillis) {
    if (!count || !selection.mayStartAfter(series, afterMillis)) {
      return SeriesStarts.UNKNOWN;
    }
    long start = selection.startOf(series, sampleMillis);
    return start > afterMillis ? start : SeriesStarts.UNKNOWN;
  }
}
