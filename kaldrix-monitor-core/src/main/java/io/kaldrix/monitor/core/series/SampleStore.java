package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.series.Samples;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of all slots: recent ones in the rows of the head, older ones compressed. Written
 * under the store's lock, read by any thread without one.
 *
 * <p>What leaves the head is in the history before it is gone from the head. So a reader looks at
 * the head first, from the newest row backwards as far as there are rows, then in the history for
 * what is older than that: it finds each sample once, whatever is moved meanwhile.
 */
final class SampleStore {

  /** The head is not made shorter than this to save memory. */
  private static final int LEAST_ROWS = 16;

  private final long maxBytes;
  private final RowRing rows = new RowRing();
  private final HistoryWriter writer;
  private final HistoryWriter.@Nullable ColumnVisitor retirement;
  private final long[] oneTime = new long[1];
  private final double[] oneValue = new double[1];
  private volatile History history = History.EMPTY;
  private volatile long retentionMillis;
  private volatile long headMillis;
  private volatile long unreadRow = Long.MAX_VALUE;

  /**
   * Creates an empty store.
   *
   * @param retirement takes the samples of each series as they leave the head, if anybody does
   */
  SampleStore(SeriesLimits limits, HistoryWriter.@Nullable ColumnVisitor retirement) {
    this.retirement = retirement;
    this.maxBytes = limits.maxBytes();
    this.retentionMillis = limits.retention().toMillis();
    this.headMillis = Math.min(retentionMillis, limits.head().toMillis());
    this.writer = new HistoryWriter(retirement);
  }

  RowRing rows() {
    return rows;
  }

  /** Keeps rows in the head for so long, or longer if that was asked for before. */
  void keepRowsFor(long millis) {
    headMillis = Math.max(headMillis, millis);
    retentionMillis = Math.max(retentionMillis, millis);
  }

  /**
   * Says that rows from {@code row} on are yet to be read by one who reads each once; they stay in
   * the head unless it is too large.
   */
  void awaitReaderOf(long row) {
    unreadRow = row;
  }

  /** Appends a row later than all, and lets go of what is too old or too much. */
  void append(Row row, long timestampMillis, int width) {
    rows.append(row, timestampMillis);
    long oldestKept = timestampMillis - retentionMillis;
    moveIntoHistory(timestampMillis, width);
    while (!history.isEmpty() && history.oldest().newestMillis() < oldestKept) {
      history = history.withoutOldest();
    }
    while (history.isEmpty() && rows.size() > 1 && rows.oldestMillis() < oldestKept) {
      dropOldestRow();
    }
    boolean dropped = true;
    while (dropped && bytes() > maxBytes) {
      dropped = dropSomething();
    }
  }

  private void moveIntoHistory(long nowMillis, int width) {
    if (!writer.isUnderWay()) {
      int count = rowsToMove(nowMillis);
      if (count > 0) {
        writer.begin(rows, count, width);
      }
    }
    if (writer.isUnderWay()) {
      HistoryBlock block = writer.step();
      if (block != null) {
        take(block);
      }
    }
  }

  /** A block once so many rows are older than the head is long, fewer if the head is too large. */
  private int rowsToMove(long nowMillis) {
    if (rows.countBefore(nowMillis - headMillis) >= HistoryWriter.MOST_ROWS
        && rows.first() + HistoryWriter.MOST_ROWS <= unreadRow) {
      return HistoryWriter.MOST_ROWS;
    }
    boolean tooLarge = rows.bytes() > maxBytes / 2 && rows.size() >= 2 * LEAST_ROWS;
    return tooLarge ? Math.min(HistoryWriter.MOST_ROWS, rows.size() - LEAST_ROWS) : 0;
  }

  private void take(HistoryBlock block) {
    history = history.with(block); // before its rows are gone
    while (rows.first() < block.endRow()) {
      rows.dropOldest();
    }
  }

  private void dropOldestRow() {
    if (writer.isUnderWay()) {
      take(writer.finish()); // which goes once its newest row is too old
    } else {
      dropUncompressed();
    }
  }

  private void dropUncompressed() {
    if (retirement != null) {
      Row row = rows.row(rows.first());
      double[] values = row.draftValues();
      oneTime[0] = row.timestampMillis();
      for (int slot = SlotAllocator.NOBODYS + 1; slot < values.length; slot++) {
        if (!Row.isAbsent(values[slot])) {
          oneValue[0] = values[slot];
          retirement.visit(slot, oneTime, oneValue, 1);
        }
      }
    }
    rows.dropOldest();
  }

  private boolean dropSomething() {
    if (rows.dropSpares()) {
      return true;
    }
    if (!history.isEmpty()) {
      history = history.withoutOldest();
      return true;
    }
    if (rows.size() <= 1) {
      return false;
    }
    if (writer.isUnderWay()) {
      take(writer.finish());
    } else {
      dropUncompressed();
    }
    return true;
  }

  /** Returns the row of that time if there is one that still takes samples. */
  @Nullable Row rowAt(long timestampMillis) {
    Row row = rows.at(timestampMillis);
    return row == null || row.sequence() < writer.endRow(rows) ? null : row;
  }

  /** Returns whether rows of that time are in the history already, or being moved there. */
  boolean isPast(long timestampMillis) {
    long endRow = writer.endRow(rows);
    return !rows.isEmpty() && timestampMillis < rows.row(endRow).timestampMillis();
  }

  /** Returns whether a slot has a sample in a row after {@code row}. */
  boolean hasLater(int slot, Row row) {
    for (long n = row.sequence() + 1; n < rows.end(); n++) {
      if (!Row.isAbsent(rows.row(n).value(slot))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the time before which no sample is kept any more. */
  long oldestMillis() {
    History now = history;
    return now.isEmpty() ? rows.oldestMillis() : now.oldest().oldestMillis();
  }

  long newestMillis() {
    return rows.newestMillis();
  }

  long retentionMillis() {
    return retentionMillis;
  }

  /** Returns the time since when all samples are in the head; the least there is if all are. */
  long headOldestMillis() {
    return history.isEmpty() ? Long.MIN_VALUE : rows.oldestMillis();
  }

  /** Returns the time before which samples are too old, whether kept or not. */
  long keptSinceMillis() {
    return rows.isEmpty() ? Long.MIN_VALUE : newestMillis() - retentionMillis;
  }

  /** Returns the memory that samples take. */
  long bytes() {
    return rows.bytes() + history.bytes();
  }

  long historyBytes() {
    return history.bytes();
  }

  /** Returns a reader of a stretch of time, both ends included. */
  Reading read(long fromMillis, long toMillis) {
    return new Reading(fromMillis, toMillis);
  }

  /** Reads one slot after the other. For one thread. */
  final class Reading {
    private final long fromMillis;
    private final long toMillis;
    private final HistoryBlock.Scratch scratch = new HistoryBlock.Scratch();
    private long[] times = new long[64]; // the newest first
    private double[] values = new double[64];
    private int size;

    private Reading(long fromMillis, long toMillis) {
      this.fromMillis = fromMillis;
      this.toMillis = toMillis;
    }

    private void note(long timestampMillis, double value) {
      if (size == times.length) {
        times = Arrays.copyOf(times, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      times[size] = timestampMillis;
      values[size++] = value;
    }

    Samples samples(int slot) {
      size = 0;
      long from = Math.max(fromMillis, keptSinceMillis());
      long oldestRead = rows.readBackwards(slot, from, toMillis, this::note);
      Samples.Builder samples = new Samples.Builder(Math.max(16, size));
      history.read(slot, from, toMillis, oldestRead, scratch, samples::add);
      for (int i = size - 1; i >= 0; i--) {
        samples.add(times[i], values[i]);
      }
      return samples.build();
    }
  }
}
