package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;

/**
 * One series: its labels, its slot, and how many appenders hold it. Counted under the store's lock.
 */
final class SeriesEntry {

  private final Labels labels;
  private final int slot;
  private int holders;
  private long endedMillis = Long.MIN_VALUE;
  private volatile SeriesStarts starts = SeriesStarts.NONE;
  private volatile boolean forgotten;

  SeriesEntry(Labels labels, int slot) {
    this.labels = labels;
    this.slot = slot;
  }

  Labels labels() {
    return labels;
  }

  int slot() {
    return slot;
  }

  void hold() {
    holders++;
  }

  /** Returns whether nobody holds the series any more. */
  boolean letGo() {
    holders--;
    return holders == 0;
  }

  /** Notes when nobody held the series any more, the last time. */
  void ended(long lastSampleMillis) {
    endedMillis = lastSampleMillis;
  }

  long endedMillis() {
    return endedMillis;
  }

  boolean isHeld() {
    return holders > 0;
  }

  /** Notes that its counting begins anew. */
  void start(long startMillis, long oldestMillis) {
    starts = starts.with(startMillis, oldestMillis);
  }

  SeriesStarts starts() {
    return starts;
  }

  void forget() {
    forgotten = true;
  }

  /**
   * Returns whether the series is gone and its slot may be another's. Who has read a slot asks
   * afterwards.
   */
  boolean isForgotten() {
    return forgotten;
  }
}
