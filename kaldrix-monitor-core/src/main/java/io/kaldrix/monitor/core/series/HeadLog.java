package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one who follows the rows would miss by reading each row once: series added and forgotten,
 * and samples that came into a row later. Written under the store's lock, emptied by the follower.
 */
final class HeadLog {

  /** Beyond this it is cheaper to start anew than to go through all that changed. */
  private static final int MOST = 1 << 18;

  private Labels[] labels = new Labels[64];
  private int[] slots = new int[64];
  private long[] rows = new long[64];
  private int size;
  private boolean overflowed;
  private volatile long count;
  private volatile long followedTo;

  /** Returns how many changes were noted ever; for a look without a lock. */
  long count() {
    return count;
  }

  /** Says that rows before {@code endRow} are read or about to be. */
  void follow(long endRow) {
    followedTo = endRow;
  }

  void added(Labels series, int slot) {
    note(series, slot, SeriesHead.ADDED);
  }

  void forgotten(Labels series, int slot) {
    note(series, slot, SeriesHead.FORGOTTEN);
  }

  void started(Labels series, int slot) {
    note(series, slot, SeriesHead.STARTED);
  }

  /** Notes a sample that was written into a row which may have been read before. */
  void written(Labels series, int slot, long row) {
    if (row < followedTo) {
      note(series, slot, row);
    }
  }

  /** Notes that a sample in a row that may have been read has another value now. */
  void replaced(Labels series, int slot, long row) {
    if (row < followedTo) {
      note(series, slot, row | SeriesHead.REPLACED);
    }
  }

  private synchronized void note(Labels series, int slot, long row) {
    if (size == MOST) {
      overflowed = true;
      size = 0;
    }
    if (!overflowed) {
      if (size == slots.length) {
        labels = Arrays.copyOf(labels, size * 2);
        slots = Arrays.copyOf(slots, size * 2);
        rows = Arrays.copyOf(rows, size * 2);
      }
      labels[size] = series;
      slots[size] = slot;
      rows[size++] = row;
    }
    count = count + 1;
  }

  /**
   * Hands all changes over, in their order, and forgets them.
   *
   * @return false if there were too many, so that some are lost
   */
  synchronized boolean drain(SeriesHead.ChangeVisitor visitor) {
    boolean whole = !overflowed;
    for (int i = 0; i < size; i++) {
      @Nullable Labels series = labels[i];
      if (series != null) {
        visitor.visit(series, slots[i], rows[i]);
      }
      labels[i] = Labels.EMPTY;
    }
    size = 0;
    overflowed = false;
    return whole;
  }
}
