package io.kaldrix.monitor.core.series;

import java.util.Arrays;

/**
 * When the counting of one series began, each time it began anew, as far as that is known.
 * Immutable; may be shared between threads.
 */
public final class SeriesStarts {

  /** What is said of a sample of which it is not known. */
  public static final long UNKNOWN = 0;

  /** Of no sample it is known. */
  public static final SeriesStarts NONE = new SeriesStarts(new long[0]);

  private final long[] millis; // ascending

  private SeriesStarts(long[] millis) {
    this.millis = millis;
  }

  /**
   * Returns these and a start later than all; those that ended before {@code oldest} are left out.
   */
  SeriesStarts with(long startMillis, long oldest) {
    if (millis.length > 0 && startMillis <= millis[millis.length - 1]) {
      return this;
    }
    int gone = 0;
    while (gone + 1 < millis.length && millis[gone + 1] < oldest) {
      gone++;
    }
    long[] kept = Arrays.copyOfRange(millis, gone, millis.length + 1);
    kept[kept.length - 1] = startMillis;
    return new SeriesStarts(kept);
  }

  /** Returns whether nothing is known. */
  public boolean isEmpty() {
    return millis.length == 0;
  }

  /** Returns the latest start, or {@link #UNKNOWN}. */
  public long latest() {
    return isEmpty() ? UNKNOWN : millis[millis.length - 1];
  }

  /**
   * Returns when the counting began that a sample of that time is the result of, in milliseconds
   * since the Unix epoch, or {@link #UNKNOWN}.
   */
  public long at(long timestampMillis) {
    for (int i = millis.length - 1; i >= 0; i--) {
      if (millis[i] <= timestampMillis) {
        return millis[i];
      }
    }
    return UNKNOWN;
  }
}
