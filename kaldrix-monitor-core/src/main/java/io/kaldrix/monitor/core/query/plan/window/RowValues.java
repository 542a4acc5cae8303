package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.series.SeriesHead;

/** What a row has for a series. */
final class RowValues {

  private RowValues() {}

  /** Returns the value in a slot; absent if the row has no such slot. */
  static double at(double[] row, int slot) {
    return slot < row.length ? row[slot] : SeriesHead.absent();
  }

  /** Returns whether a value is a sample, neither absent nor a stale marker. */
  static boolean isSample(double value) {
    return !Double.isNaN(value) || !(SeriesHead.isAbsent(value) || StaleMarker.is(value));
  }
}
