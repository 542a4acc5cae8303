package io.kaldrix.monitor.core.series;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Rows in ascending order of time. One thread at a time writes, any number read and never wait.
 *
 * <p>Rows are numbered from 0 without gaps; those from {@code first} to before {@code end} are
 * kept, row {@code n} at index {@code n mod length}. A reader pins the ring while it reads. A row
 * that is dropped while nobody reads is used again, so that a steady state allocates nothing;
 * otherwise it is left to its readers and the garbage collector. A reader that meets a row of
 * another number than it looks for has been overtaken: the row it wanted is no longer kept, and
 * none before it either.
 */
final class RowRing {

  private static final int INITIAL_LENGTH = 64; // a power of two
  private static final int MOST_SPARES = 96; // rows leave by the block
  private static final Row EMPTY = new Row(0);

  private final AtomicInteger readers = new AtomicInteger();
  private final Row[] spares = new Row[MOST_SPARES];
  private int spareCount;
  private volatile Row[] ring = new Row[INITIAL_LENGTH];
  private volatile long first;
  private volatile long end;
  private volatile long newestMillis = Long.MIN_VALUE;
  private long bytes; // of the rows in the ring and the spares

  /** What a reader does with each sample. */
  @FunctionalInterface
  interface SampleVisitor {
    void visit(long timestampMillis, double value);
  }

  /** Returns an empty row of at least {@code width} slots that is not yet in the ring. */
  Row draft(int width) {
    while (spareCount > 0) {
      Row row = spares[--spareCount];
      bytes -= bytesOf(row);
      spares[spareCount] = EMPTY;
      if (row.width() >= width) {
        row.clear();
        return row;
      }
    }
    return new Row(width);
  }

  /** Takes a draft back that is not to be published. */
  void giveBack(Row row) {
    if (spareCount < MOST_SPARES) {
      spares[spareCount++] = row;
      bytes += bytesOf(row);
    }
  }

  /** Leaves the rows that wait to be used again to the garbage collector; returns if any did. */
  boolean dropSpares() {
    boolean any = spareCount > 0;
    while (spareCount > 0) {
      bytes -= bytesOf(spares[--spareCount]);
      spares[spareCount] = EMPTY;
    }
    return any;
  }

  /** Appends a draft; its time must be after {@link #newestMillis()}. */
  void append(Row row, long timestampMillis) {
    long number = end;
    Row[] rows = ring;
    if (number - first == rows.length) {
      rows = grown(rows);
      ring = rows;
    }
    row.assign(number, timestampMillis);
    rows[index(number, rows)] = row;
    bytes += bytesOf(row);
    newestMillis = timestampMillis;
    end = number + 1; // publishes the row
  }

  private Row[] grown(Row[] rows) {
    Row[] larger = new Row[rows.length * 2];
    for (long n = first; n < end; n++) {
      larger[index(n, larger)] = rows[index(n, rows)];
    }
    return larger;
  }

  /** Drops the oldest row. */
  void dropOldest() {
    long number = first;
    Row[] rows = ring;
    Row row = rows[index(number, rows)];
    bytes -= bytesOf(row);
    first = number + 1;
    if (readers.get() == 0) { // whoever starts to read from here on sees the new first
      giveBack(row);
    }
  }

  /** Says that {@code row} takes more memory than when it was appended. */
  void widened(Row row, int widthBefore) {
    bytes += 8L * (row.width() - widthBefore);
  }

  int size() {
    return (int) (end - first);
  }

  boolean isEmpty() {
    return first == end;
  }

  /** Returns the memory that the rows take, those that wait to be used again among them. */
  long bytes() {
    return bytes;
  }

  long newestMillis() {
    return newestMillis;
  }

  long oldestMillis() {
    return isEmpty() ? Long.MAX_VALUE : ring[index(first, ring)].timestampMillis();
  }

  long first() {
    return first;
  }

  long end() {
    return end;
  }

  /** Returns the row that is where {@code number} would be; another one if it is not kept. */
  Row row(long number) {
    Row[] rows = ring;
    Row row = rows[index(number, rows)];
    return row == null ? EMPTY : row;
  }

  void pin() {
    readers.incrementAndGet();
  }

  void unpin() {
    readers.decrementAndGet();
  }

  /**
   * Visits the samples in a slot from {@code fromMillis} to {@code toMillis}, both included, the
   * newest first.
   *
   * @return the number of the oldest row that was looked at, or would have been if the stretch were
   *     longer: samples of rows before it are not here
   */
  long readBackwards(int slot, long fromMillis, long toMillis, SampleVisitor visitor) {
    readers.incrementAndGet();
    try {
      long last = end; // before the ring, so that the ring is at least as new
      long oldest = first;
      Row[] rows = ring;
      long n = firstAfter(toMillis, oldest, last, rows);
      while (n > oldest) {
        Row row = rows[index(n - 1, rows)];
        if (row.sequence() != n - 1) {
          return n; // overtaken
        }
        if (row.timestampMillis() < fromMillis) {
          return Long.MIN_VALUE;
        }
        double value = row.value(slot);
        if (!Row.isAbsent(value)) {
          visitor.visit(row.timestampMillis(), value);
        }
        n--;
      }
      return n;
    } finally {
      readers.decrementAndGet();
    }
  }

  /** Returns the row of that exact time, or null; for the writer. */
  @Nullable Row at(long timestampMillis) {
    Row[] rows = ring;
    long n = firstAfter(timestampMillis - 1, first, end, rows);
    if (n < end && rows[index(n, rows)].timestampMillis() == timestampMillis) {
      return rows[index(n, rows)];
    }
    return null;
  }

  /** Returns how many rows are older than {@code millis}; for the writer. */
  int countBefore(long millis) {
    return (int) (firstAfter(millis - 1, first, end, ring) - first);
  }

  /** Returns the first row later than {@code millis}; what has been overtaken counts as earlier. */
  private static long firstAfter(long millis, long from, long to, Row[] rows) {
    long low = from;
    long high = to;
    while (low < high) {
      long middle = (low + high) >>> 1;
      Row row = rows[index(middle, rows)];
      if (row.sequence() != middle || row.timestampMillis() <= millis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int index(long number, Row[] rows) {
    return (int) (number & (rows.length - 1));
  }

  private static long bytesOf(Row row) {
    return 48 + 8L * row.width();
  }
}
