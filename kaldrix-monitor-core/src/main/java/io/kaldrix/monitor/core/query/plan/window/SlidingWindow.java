package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.Arrays;

/**
 * The samples of some series in a stretch of time that moves on, of which a {@link WindowState}
 * keeps what it needs. Each sample is looked at when it comes and when it leaves; stale markers are
 * no samples.
 */
public final class SlidingWindow implements RowReader {

  private static final long NEVER = Long.MIN_VALUE;
  private static final double[] NO_ROW = new double[0];

  /** Rows that another thread lets the store drop are looked for in vain so often. */
  private static final int MOST_ATTEMPTS = 3;

  private final FollowedRows rows;
  private final SelectedSeries selection;
  private final WindowState state;
  private int seenVersion;
  private long firstRow;
  private long endRow;
  private long evictedFrom; // rows from here to firstRow left at the last advance
  private long afterMillis = NEVER;
  private long untilMillis = NEVER;
  private int[] counts = new int[0];
  private long[] lastMillis = new long[0];
  private boolean startsAnew = true;

  SlidingWindow(FollowedRows rows, SelectedSeries selection, WindowState state) {
    this.rows = rows;
    this.selection = selection;
    this.state = state;
    selection.tell(this);
  }

  /** Returns the series. */
  public SelectedSeries selection() {
    return selection;
  }

  /** Takes up other series if there are others; positions may change. */
  public void refresh() {
    selection.refresh(rows.head());
    if (selection.version() != seenVersion) {
      seenVersion = selection.version();
      startsAnew = true;
    }
  }

  /** Returns how many series there are. */
  public int size() {
    return counts.length;
  }

  /** Returns what is kept of the samples. */
  WindowState state() {
    return state;
  }

  /** Returns how many rows the window spans, which no series has more samples than. */
  int rowCount() {
    return (int) (endRow - firstRow);
  }

  /** Returns how many samples of a series are in the window. */
  public int count(int series) {
    return counts[series];
  }

  /** Returns when the last of them was. */
  public long lastMillis(int series) {
    return lastMillis[series];
  }

  /** Returns the instant after which the window starts. */
  public long afterMillis() {
    return afterMillis;
  }

  /** Returns the last instant of the window. */
  public long untilMillis() {
    return untilMillis;
  }

  @Override
  public void startAnew() {
    startsAnew = true;
  }

  @Override
  public void written(int position, long row, boolean replaced) {
    if (startsAnew || row >= endRow || row < evictedFrom || seenVersion != selection.version()) {
      return; // read later, or not at all, or all anew
    }
    SeriesHead head = rows.head();
    long at = head.timestampMillis(row);
    boolean inside = row >= firstRow && at != NEVER;
    boolean known = counts[position] > 0 && at == lastMillis[position];
    if (inside && known && !replaced) {
      return; // it came before the row was read
    }
    double value = RowValues.at(head.values(row), selection.slots()[position]);
    if (inside && !replaced && (counts[position] == 0 || at > lastMillis[position])) {
      if (RowValues.isSample(value)) {
        push(position, at, value);
      }
    } else {
      readAnew(position);
    }
  }

  @Override
  public void started(int position) {
    if (!startsAnew && seenVersion == selection.version()) {
      readAnew(position);
    }
  }

  /**
   * Moves the window on.
   *
   * @param newAfterMillis the instant after which it starts
   * @param newUntilMillis its last instant
   */
  public void advance(long newAfterMillis, long newUntilMillis) {
    SeriesHead head = rows.head();
    startsAnew |= newAfterMillis < afterMillis || newUntilMillis < untilMillis;
    startsAnew |= state.isWorn(newUntilMillis);
    afterMillis = newAfterMillis;
    untilMillis = newUntilMillis;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (startsAnew || head.firstRow() > firstRow) { // what it holds is no longer kept
        restart(head);
      }
      evictedFrom = firstRow;
      while (firstRow < endRow && head.timestampMillis(firstRow) <= newAfterMillis) {
        evictRow(head, firstRow++);
      }
      while (endRow < rows.endRow() && head.timestampMillis(endRow) <= newUntilMillis) {
        if (head.timestampMillis(endRow) > newAfterMillis) {
          pushRow(head, endRow++);
        } else {
          firstRow = ++endRow; // the window has moved on by more than its length
        }
      }
      startsAnew = head.firstRow() > evictedFrom && evictedFrom < endRow;
      if (!startsAnew) {
        return;
      }
    }
  }

  private void restart(SeriesHead head) {
    startsAnew = false;
    int size = selection.size();
    if (counts.length == size) {
      Arrays.fill(counts, 0);
    } else {
      counts = new int[size];
      lastMillis = new long[size];
    }
    state.resize(size, untilMillis);
    long row = rows.endRow();
    while (row > head.firstRow() && head.timestampMillis(row - 1) > afterMillis) {
      row--;
    }
    firstRow = row;
    endRow = row;
  }

  private void pushRow(SeriesHead head, long number) {
    double[] row = head.values(number);
    long at = head.timestampMillis(number);
    int[] slots = selection.slots();
    for (int i = 0; i < slots.length; i++) {
      double value = RowValues.at(row, slots[i]);
      if (RowValues.isSample(value)) {
        push(i, at, value);
      }
    }
  }

  private void push(int series, long at, double value) {
    state.push(series, counts[series]++ == 0, at, value);
    lastMillis[series] = at;
  }

  private void evictRow(SeriesHead head, long number) {
    double[] row = head.values(number);
    long at = head.timestampMillis(number);
    int[] slots = selection.slots();
    boolean asksForNext = state.asksForNext();
    double[] following = number + 1 < endRow ? head.values(number + 1) : NO_ROW;
    long followingMillis = number + 1 < endRow ? head.timestampMillis(number + 1) : 0;
    for (int i = 0; i < slots.length; i++) {
      double value = RowValues.at(row, slots[i]);
      if (!RowValues.isSample(value)) {
        continue;
      }
      if (--counts[i] <= 0) {
        counts[i] = 0;
        state.clear(i);
        continue;
      }
      double next = asksForNext ? RowValues.at(following, slots[i]) : 0;
      boolean whole =
          RowValues.isSample(next)
              ? state.evict(i, at, value, followingMillis, next)
              : evictBeforeGap(head, i, at, value, number + 2);
      if (!whole) {
        readAnewFrom(i, number + 1);
      }
    }
  }

  private boolean evictBeforeGap(SeriesHead head, int series, long at, double value, long from) {
    int slot = selection.slots()[series];
    for (long number = from; number < endRow; number++) {
      double next = RowValues.at(head.values(number), slot);
      if (RowValues.isSample(next)) {
        return state.evict(series, at, value, head.timestampMillis(number), next);
      }
    }
    return false; // a sample was counted that is not there
  }

  private void readAnew(int series) {
    readAnewFrom(series, firstRow);
  }

  private void readAnewFrom(int series, long from) {
    SeriesHead head = rows.head();
    int slot = selection.slots()[series];
    counts[series] = 0;
    state.clear(series);
    for (long number = from; number < endRow; number++) {
      double value = RowValues.at(head.values(number), slot);
      if (RowValues.isSample(value)) {
        push(series, head.timestampMillis(number), value);
      }
    }
  }

  /**
   * Writes a series' samples in ascending order of time.
   *
   * @param millis at least so long as there are samples
   * @param out the same
   * @return how many
   */
  int gather(int series, long[] millis, double[] out) {
    SeriesHead head = rows.head();
    int slot = selection.slots()[series];
    int size = 0;
    for (long number = firstRow; number < endRow && size < out.length; number++) {
      double value = RowValues.at(head.values(number), slot);
      if (RowValues.isSample(value)) {
        millis[size] = head.timestampMillis(number);
        out[size++] = value;
      }
    }
    return size;
  }
}
