package io.kaldrix.monitor.core.query.eval;

import java.util.Arrays;

/**
 * When the counting began that each sample of a series is the result of. Immutable; may be shared
 * between threads.
 */
public final class StartTimestamps {

  /** What is said of a sample of which it is not known. */
  public static final long UNKNOWN = 0;

  /** Of no sample it is known. */
  public static final StartTimestamps NONE = new StartTimestamps(new long[0]);

  private final long[] millis;

  private StartTimestamps(long[] millis) {
    this.millis = millis;
  }

  /**
   * Returns the starts of samples, one for each, in milliseconds since the Unix epoch or {@link
   * #UNKNOWN}.
   */
  public static StartTimestamps of(long... millis) {
    return new StartTimestamps(millis.clone());
  }

  /** Returns the starts of {@code size} samples from one on. */
  StartTimestamps from(int first, int size) {
    return millis.length == 0
        ? NONE
        : new StartTimestamps(Arrays.copyOfRange(millis, first, first + size));
  }

  /** Returns when the counting of sample {@code index} began, or {@link #UNKNOWN}. */
  long millis(int index) {
    return index < millis.length ? millis[index] : UNKNOWN;
  }
}
