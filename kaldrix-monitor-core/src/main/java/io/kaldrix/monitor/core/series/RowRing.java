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
 * another number than it looks for has been overtaken: the row it wanted is no longer kept.
 */
final class RowRing {

  private static final int INITIAL_LENGTH = 64; // a power of two
  private static final Row EMPTY = new Row(0);

  private final AtomicInteger readers = new AtomicInteger();
  private volatile Row[] ring = new Row[INITIAL_LENGTH];
  private volatile long first;
  private volatile long end;
  private Row spare = EMPTY;
  private long bytes;

  /** What a reader does with each sample. */
  @FunctionalInterface
  interface SampleVisitor {
    void visit(long timestampMillis, double value);
  }

  /** Returns an empty row of at least {@code width} slots that is not yet in the ring. */
  Row draft(int width) {
    Row row = spare;
    spare = EMPTY;
    return row.width() >= width ? row : new Row(width);
  }

  /** Takes a draft back that is not to be published. */
  void giveBack(Row row) {
    if (row.width() > spare.width()) {
      row.clear();
      spare = row;
    }
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

  long bytes() {
    return bytes;
  }

  long newestMillis() {
    return isEmpty() ? Long.MIN_VALUE : newest().timestampMillis();
  }

  long oldestMillis() {
    return isEmpty() ? Long.MAX_VALUE : ring[index(first, ring)].timestampMillis();
  }

  Row newest() {
    return ring[index(end - 1, ring)];
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

  /** Visits the samples in a slot from {@code fromMillis} to {@code toMillis}, both included. */
  void read(int slot, long fromMillis, long toMillis, SampleVisitor visitor) {
    readers.incrementAndGet();
    try {
      long last = end; // before the ring, so that the ring is at least as new
      Row[] rows = ring;
      for (long n = firstAtOrAfter(fromMillis, first, last, rows); n < last; n++) {
        Row row = rows[index(n, rows)];
        if (row.sequence() != n || row.timestampMillis() < fromMillis) {
          continue; // overtaken
        }
        if (row.timestampMillis() > toMillis) {
          break;
        }
        double value = row.value(slot);
        if (!Row.isAbsent(value)) {
          visitor.visit(row.timestampMillis(), value);
        }
      }
    } finally {
      readers.decrementAndGet();
    }
  }

  /** Returns the row of that exact time, or null; for the writer. */
  @Nullable Row at(long timestampMillis) {
    Row[] rows = ring;
    long n = firstAtOrAfter(timestampMillis, first, end, rows);
    if (n < end && rows[index(n, rows)].timestampMillis() == timestampMillis) {
      return rows[index(n, rows)];
    }
    return null;
  }

  private static long firstAtOrAfter(long millis, long from, long to, Row[] rows) {
    long low = from;
    long high = to;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (rows[index(middle, rows)].timestampMillis() < millis) {
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
