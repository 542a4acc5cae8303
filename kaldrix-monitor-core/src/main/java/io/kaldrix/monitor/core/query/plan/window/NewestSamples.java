package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.Arrays;

/**
 * The newest sample of each of some series, stale markers among them. Costs one look at each series
 * in each new row.
 */
public final class NewestSamples implements RowReader {

  private static final long NEVER = Long.MIN_VALUE;

  private final FollowedRows rows;
  private final SelectedSeries selection;
  private final long lookbackMillis;
  private int seenVersion;
  private long nextRow;
  private long untilMillis = NEVER;
  private double[] values = new double[0];
  private long[] millis = new long[0];
  private boolean startsAnew = true;

  /**
   * Creates a reader that has read nothing.
   *
   * @param lookbackMillis how far back it looks when it starts anew
   */
  public NewestSamples(FollowedRows rows, SelectedSeries selection, long lookbackMillis) {
    this.rows = rows;
    this.selection = selection;
    this.lookbackMillis = lookbackMillis;
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

  @Override
  public void startAnew() {
    startsAnew = true;
  }

  @Override
  public void written(int position, long row, boolean replaced) {
    if (startsAnew || row >= nextRow || seenVersion != selection.version()) {
      return; // read later, or all anew
    }
    SeriesHead head = rows.head();
    double value = RowValues.at(head.values(row), selection.slots()[position]);
    if (!SeriesHead.isAbsent(value) && head.timestampMillis(row) >= millis[position]) {
      values[position] = value;
      millis[position] = head.timestampMillis(row);
    }
  }

  @Override
  public void started(int position) {
    // a value is what it is, whatever was before
  }

  /** Reads the rows until an instant, which belongs to them. */
  public void advance(long newUntilMillis) {
    SeriesHead head = rows.head();
    if (startsAnew || newUntilMillis < untilMillis) {
      startsAnew = false;
      values = values.length == selection.size() ? values : new double[selection.size()];
      millis = millis.length == selection.size() ? millis : new long[selection.size()];
      Arrays.fill(millis, NEVER);
      nextRow = rows.endRow();
      long since = newUntilMillis - lookbackMillis;
      while (nextRow > head.firstRow() && head.timestampMillis(nextRow - 1) >= since) {
        nextRow--;
      }
    }
    nextRow = Math.max(nextRow, head.firstRow());
    untilMillis = newUntilMillis;
    int[] slots = selection.slots();
    while (nextRow < rows.endRow()) {
      long at = head.timestampMillis(nextRow);
      if (at > newUntilMillis) {
        return;
      }
      double[] row = head.values(nextRow);
      for (int i = 0; i < slots.length; i++) {
        double value = RowValues.at(row, slots[i]);
        if (!SeriesHead.isAbsent(value)) {
          values[i] = value;
          millis[i] = at;
        }
      }
      nextRow++;
    }
  }

  /**
   * Writes the value of each series that is younger than an instant and no stale marker, absent
   * otherwise.
   */
  public void write(long afterMillis, double[] out) {
    long after = Math.max(afterMillis, rows.keptSinceMillis() - 1);
    for (int i = 0; i < values.length; i++) {
      boolean found = millis[i] > after && !StaleMarker.is(values[i]);
      out[i] = found ? values[i] : SeriesHead.absent();
    }
  }

  /** Writes when each of these was sampled, in seconds since the Unix epoch. */
  public void writeSeconds(long afterMillis, double[] out) {
    long after = Math.max(afterMillis, rows.keptSinceMillis() - 1);
    for (int i = 0; i < values.length; i++) {
      boolean found = millis[i] > after && !StaleMarker.is(values[i]);
      out[i] = found ? millis[i] / 1000.0 : SeriesHead.absent();
    }
  }
}
