package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.series.SeriesHead;
import io.kaldrix.monitor.core.series.SeriesStarts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The series that some matchers accept, in ascending order of labels. They are looked up again only
 * when one of them came or went.
 */
public final class SelectedSeries {

  private final List<Matcher> matchers;
  private final Predicate<Labels> accepting;
  private final List<RowReader> readers = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private Labels[] labels = new Labels[0];
  private int[] slots = new int[0];
  private SeriesHead.Place[] places = new SeriesHead.Place[0];
  private SeriesStarts[] starts = new SeriesStarts[0];
  private long[] latestStarts = new long[0];
  private long[] positionsBySlot = new long[0]; // slot << 32 | position, ascending
  private int version;
  private boolean outdated = true;

  SelectedSeries(List<Matcher> matchers) {
    this.matchers = List.copyOf(matchers);
    this.accepting = SeriesHead.accepting(matchers);
  }

  /** Returns what identifies each series; not to be written to. */
  public Labels[] labels() {
    return labels;
  }

  int[] slots() {
    return slots;
  }

  int size() {
    return slots.length;
  }

  /** Returns a number that is another one whenever the series are others. */
  public int version() {
    return version;
  }

  /** Says that somebody reads these series' rows and is to hear of late samples. */
  void tell(RowReader reader) {
    readers.add(reader);
  }

  /** Says that somebody wants to know when what was read of these series may be out of date. */
  public void whenChanged(Runnable listener) {
    listeners.add(listener);
  }

  void came(Labels series) {
    if (!outdated && accepting.test(series)) {
      outdate();
    }
  }

  void went(int slot) {
    if (!outdated && position(slot) >= 0) {
      outdate();
    }
  }

  void outdate() {
    outdated = true;
    listeners.forEach(Runnable::run);
  }

  /** Returns whether the series may be others by now. */
  public boolean isOutdated() {
    return outdated;
  }

  /** Tells the readers of a sample that came into a row late, or has another value now. */
  void written(int slot, long row, boolean replaced) {
    int position = outdated ? -1 : position(slot);
    if (position >= 0) {
      for (RowReader reader : readers) {
        reader.written(position, row, replaced);
      }
      listeners.forEach(Runnable::run);
    }
  }

  /** Tells the readers of a counter that has begun to count anew. */
  void started(int slot) {
    int position = outdated ? -1 : position(slot);
    if (position >= 0) {
      readStarts(position);
      readers.forEach(reader -> reader.started(position));
      listeners.forEach(Runnable::run);
    }
  }

  private void readStarts(int position) {
    starts[position] = places[position].starts();
    latestStarts[position] = starts[position].latest();
  }

  /**
   * Returns since when a sample of a series counts, in milliseconds since the Unix epoch, or {@link
   * SeriesStarts#UNKNOWN}; a start that is not before the sample says nothing.
   */
  long startOf(int position, long sampleMillis) {
    long start = starts[position].at(sampleMillis);
    return start < sampleMillis ? start : SeriesStarts.UNKNOWN;
  }

  /** Returns whether a series may have begun to count anew after an instant; a quick look. */
  boolean mayStartAfter(int position, long millis) {
    return latestStarts[position] > millis;
  }

  List<RowReader> readers() {
    return readers;
  }

  /** Looks the series up if they may be others than before. */
  void refresh(SeriesHead head) {
    if (!outdated) {
      return;
    }
    outdated = false;
    SeriesHead.Place[] selected = head.select(matchers).toArray(SeriesHead.Place[]::new);
    int[] found = Arrays.stream(selected).mapToInt(SeriesHead.Place::slot).toArray();
    Labels[] named = Arrays.stream(selected).map(SeriesHead.Place::labels).toArray(Labels[]::new);
    if (version > 0 && SeriesHead.Place.areSame(selected, places)) {
      return;
    }
    version++;
    slots = found;
    labels = named;
    places = selected;
    starts = new SeriesStarts[found.length];
    latestStarts = new long[found.length];
    for (int i = 0; i < found.length; i++) {
      readStarts(i);
    }
    positionsBySlot = new long[found.length];
    for (int i = 0; i < found.length; i++) {
      positionsBySlot[i] = ((long) found[i] << 32) | i;
    }
    Arrays.sort(positionsBySlot);
  }

  private int position(int slot) {
    int at = Arrays.binarySearch(positionsBySlot, (long) slot << 32);
    int next = at >= 0 ? at : -at - 1;
    return next < positionsBySlot.length && (int) (positionsBySlot[next] >> 32) == slot
        ? (int) positionsBySlot[next]
        : -1;
  }
}
