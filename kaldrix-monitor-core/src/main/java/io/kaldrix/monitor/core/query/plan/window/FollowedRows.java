package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a store as all plans of one rule set follow them, and the series that they select.
 * For one thread.
 *
 * <p>Each row is read once by each reader. What comes later, into a row that was read, is told to
 * those who read that series: so an alert's own series disturb nobody but who asks for them.
 */
public final class FollowedRows implements AutoCloseable {

  private final SeriesHead head;
  private final Map<List<Matcher>, SelectedSeries> selections = new HashMap<>();
  private final Map<String, List<SelectedSeries>> byMetric = new HashMap<>();
  private final List<SelectedSeries> ofAnyMetric = new ArrayList<>();
  private final SeriesHead.ChangeVisitor visitor = this::visit; // made once, not at each look
  private long changesSeen = -1;
  private long endRow;

  /** Creates a follower that knows no row yet. */
  public FollowedRows(SeriesHead head) {
    this.head = head;
  }

  /** Returns the series that matchers accept, the same object for equal matchers. */
  public SelectedSeries select(List<Matcher> matchers) {
    return selections.computeIfAbsent(List.copyOf(matchers), this::selected);
  }

  private SelectedSeries selected(List<Matcher> matchers) {
    SelectedSeries selection = new SelectedSeries(matchers);
    for (Matcher matcher : matchers) {
      if (matcher.name().equals(Label.METRIC_NAME)
          && matcher.operator() == Matcher.Operator.EQUAL
          && !matcher.value().isEmpty()) {
        byMetric.computeIfAbsent(matcher.value(), name -> new ArrayList<>()).add(selection);
        return selection;
      }
    }
    ofAnyMetric.add(selection);
    return selection;
  }

  SeriesHead head() {
    return head;
  }

  /** Returns the number of the first row that is not looked at in this pass. */
  public long endRow() {
    return endRow;
  }

  /** Begins to look at rows; none is used again until {@link #end}. */
  public void begin() {
    head.pin();
  }

  /** Ends what {@link #begin} began. */
  public void end() {
    head.unpin();
  }

  /** Returns when a row that is looked at was, {@link Long#MIN_VALUE} if it is no longer kept. */
  public long timestampMillis(long row) {
    return head.timestampMillis(row);
  }

  /** Returns the first instant from which on rows hold all that the store has. */
  public long completeSinceMillis() {
    return head.completeSinceMillis();
  }

  /** Returns the instant before which samples are too old to count. */
  public long keptSinceMillis() {
    return head.keptSinceMillis();
  }

  /** Asks the store to keep rows so long. */
  public void keepFor(Duration window) {
    head.keepRowsFor(window);
  }

  /**
   * Takes in what has changed in the store.
   *
   * @return whether there are new rows, or rows that were read have changed
   */
  public boolean catchUp() {
    long end = head.endRow();
    boolean newRows = end != endRow;
    endRow = end;
    head.follow(end);
    boolean changed = hasChanged();
    return changed || newRows;
  }

  /** Takes in what has changed in rows that were read; returns whether that is anything. */
  public boolean hasChanged() {
    long changes = head.changes();
    if (changes == changesSeen) {
      return false;
    }
    changesSeen = changes;
    if (!head.drain(visitor)) {
      for (SelectedSeries selection : selections.values()) {
        selection.outdate();
        selection.readers().forEach(RowReader::startAnew);
      }
    }
    return true;
  }

  private void visit(Labels labels, int slot, long row) {
    List<SelectedSeries> named = byMetric.get(labels.metricName());
    if (named != null) {
      tell(named, labels, slot, row);
    }
    tell(ofAnyMetric, labels, slot, row);
  }

  private static void tell(List<SelectedSeries> selections, Labels labels, int slot, long row) {
    for (int i = 0; i < selections.size(); i++) {
      SelectedSeries selection = selections.get(i);
      if (row == SeriesHead.ADDED) {
        selection.came(labels);
      } else if (row == SeriesHead.FORGOTTEN) {
        selection.went(slot);
      } else if (row == SeriesHead.STARTED) {
        selection.started(slot);
      } else {
        boolean replaced = (row & SeriesHead.REPLACED) != 0;
        selection.written(slot, row & ~SeriesHead.REPLACED, replaced);
      }
    }
  }

  @Override
  public void close() {
    head.close();
  }
}
