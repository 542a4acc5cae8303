package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The recent samples of a store, row by row, for one thread that reads each row once and keeps what
 * it needs of it.
 *
 * <p>Rows are numbered from 0 without gaps and ordered by time. A row may get further samples after
 * it was read, and series come and go: {@link #drain} tells of both. Reading happens between {@link
 * #pin} and {@link #unpin}, so that no row is used again under the reader's eyes.
 */
public final class SeriesHead implements AutoCloseable {

  /** The row of a change that is a series taken up. */
  public static final long ADDED = -1;

  /** The row of a change that is a series forgotten; its slot may be another's from here on. */
  public static final long FORGOTTEN = -2;

  /** The row of a change that is a counter which has begun to count anew. */
  public static final long STARTED = -3;

  /** Set in the row of a change that is a sample with another value than before. */
  public static final long REPLACED = 1L << 62;

  private static final double[] NO_VALUES = new double[0];

  private final InMemorySeriesStore store;
  private final SampleStore samples;
  private final RowRing rows;
  private final HeadLog log;

  SeriesHead(InMemorySeriesStore store, SampleStore samples, HeadLog log) {
    this.store = store;
    this.samples = samples;
    this.rows = samples.rows();
    this.log = log;
  }

  /** One series and where its samples are. */
  public static final class Place {
    private final SeriesEntry entry;

    private Place(SeriesEntry entry) {
      this.entry = entry;
    }

    /** Returns whether places are of the same series, in the same order. */
    public static boolean areSame(Place[] some, Place[] others) {
      return Arrays.equals(some, others, (a, b) -> a.entry == b.entry ? 0 : 1);
    }

    /** Returns what identifies the series. */
    public Labels labels() {
      return entry.labels();
    }

    /** Returns the index of its value in every row. */
    public int slot() {
      return entry.slot();
    }

    /** Returns when its counting began, as far as that is known by now. */
    public SeriesStarts starts() {
      return entry.starts();
    }
  }

  /**
   * Takes the changes that reading each row once would miss; asks nothing of the store but rows.
   */
  @FunctionalInterface
  public interface ChangeVisitor {
    /**
     * Takes one change.
     *
     * @param row {@link #ADDED}, {@link #FORGOTTEN}, {@link #STARTED}, or the row that got a sample
     *     of the series, {@link #REPLACED} added if there was one already
     */
    void visit(Labels labels, int slot, long row);
  }

  /** Returns whether a value says that the row has no sample there. */
  public static boolean isAbsent(double value) {
    return Row.isAbsent(value);
  }

  /** Returns the value that {@link #isAbsent} knows. */
  public static double absent() {
    return Row.ABSENT;
  }

  /** Returns the series that all matchers accept, in ascending order of labels. */
  public List<Place> select(List<Matcher> matchers) {
    List<Place> places = new ArrayList<>();
    store.find(matchers).forEach(entry -> places.add(new Place(entry)));
    return places;
  }

  /** Returns whether all matchers accept a series, ready to be asked often. */
  public static Predicate<Labels> accepting(List<Matcher> matchers) {
    CompiledMatchers compiled = CompiledMatchers.of(matchers);
    return labels ->
        compiled.metricName().map(labels.metricName()::equals).orElse(true)
            && compiled.accept(labels);
  }

  /** Returns the number of the oldest row kept. */
  public long firstRow() {
    return rows.first();
  }

  /** Returns the number that the next row will have. */
  public long endRow() {
    return rows.end();
  }

  /** Returns the time of a row, {@link Long#MIN_VALUE} if it is no longer kept. */
  public long timestampMillis(long row) {
    Row found = rows.row(row);
    return found.sequence() == row ? found.timestampMillis() : Long.MIN_VALUE;
  }

  /**
   * Returns the values of a row by slot, not to be written to; a slot beyond the end is absent. A
   * row that is no longer kept has none.
   */
  public double[] values(long row) {
    Row found = rows.row(row);
    return found.sequence() == row ? found.draftValues() : NO_VALUES;
  }

  /** Returns the first instant from which on the rows hold all samples that the store has. */
  public long completeSinceMillis() {
    return samples.headOldestMillis();
  }

  /** Returns the instant before which samples are too old to count, even if they are kept. */
  public long keptSinceMillis() {
    return samples.keptSinceMillis();
  }

  /** Asks the store to keep rows so long, whatever its retention; its bytes remain a bound. */
  public void keepRowsFor(Duration window) {
    store.keepRowsFor(window);
  }

  /** Keeps dropped rows from being used again until {@link #unpin}. */
  public void pin() {
    rows.pin();
  }

  /** Ends what {@link #pin} began. */
  public void unpin() {
    rows.unpin();
  }

  /**
   * Says that rows before {@code endRow} are read from now on: samples that come into them later
   * are among the changes.
   */
  public void follow(long endRow) {
    log.follow(endRow);
  }

  /**
   * Returns how many changes there were ever; if it is what it was, {@link #drain} tells nothing.
   */
  public long changes() {
    return log.count();
  }

  /**
   * Hands over what changed since the last call.
   *
   * @return false if that was too much: then all that was kept of rows and series is out of date
   */
  public boolean drain(ChangeVisitor visitor) {
    return log.drain(visitor);
  }

  /** Lets the store note changes no longer. */
  @Override
  public void close() {
    store.forget(log);
  }
}
