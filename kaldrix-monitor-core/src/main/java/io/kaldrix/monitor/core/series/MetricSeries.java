package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The series of one metric. Written under the store's lock, read by any thread.
 *
 * <p>Most stand in order with postings; those that came since lie beside them and are looked
 * through one by one. Once these are many, or many have been forgotten, all are put in order anew,
 * so that a series costs a few comparisons over its life however often series come and go.
 */
final class MetricSeries {

  private static final int FEW = 64;

  /** What a reader sees at one moment: of {@code recent} only the first {@code count}. */
  private static final class Members {
    private final SortedSeries sorted;
    private final SeriesEntry[] recent;
    private final int count;

    Members(SortedSeries sorted, SeriesEntry[] recent, int count) {
      this.sorted = sorted;
      this.recent = recent;
      this.count = count;
    }
  }

  private final Map<Labels, SeriesEntry> byLabels = new ConcurrentHashMap<>();
  private volatile Members members = new Members(SortedSeries.NONE, new SeriesEntry[4], 0);
  private volatile long epoch;
  private int forgotten; // since all were put in order

  @Nullable SeriesEntry find(Labels labels) {
    return byLabels.get(labels);
  }

  int size() {
    return byLabels.size();
  }

  boolean isEmpty() {
    return byLabels.isEmpty();
  }

  /** Returns a number that changes when a series is added or forgotten, and never comes again. */
  long epoch() {
    return epoch;
  }

  void add(SeriesEntry entry, long newEpoch) {
    byLabels.put(entry.labels(), entry);
    Members now = members;
    SeriesEntry[] recent =
        now.count < now.recent.length ? now.recent : Arrays.copyOf(now.recent, now.count * 2);
    recent[now.count] = entry;
    members = new Members(now.sorted, recent, now.count + 1);
    if (now.count + 1 > FEW + now.sorted.size() / 4) {
      putInOrder();
    }
    epoch = newEpoch;
  }

  /** Takes a series out; returns whether it was there. */
  boolean remove(SeriesEntry entry, long newEpoch) {
    if (!byLabels.remove(entry.labels(), entry)) {
      return false;
    }
    entry.forget();
    forgotten++;
    if (forgotten > FEW + members.sorted.size() / 4) {
      putInOrder();
    }
    epoch = newEpoch;
    return true;
  }

  private void putInOrder() {
    Members now = members;
    members = new Members(now.sorted.with(now.recent, now.count), new SeriesEntry[4], 0);
    forgotten = 0;
  }

  /** Returns the series that the matchers accept, in order of labels. */
  List<SeriesEntry> select(CompiledMatchers matchers) {
    Members now = members;
    List<SeriesEntry> selected = new ArrayList<>();
    now.sorted.select(matchers.others(), selected);
    int inOrder = selected.size();
    for (int i = 0; i < now.count; i++) {
      SeriesEntry entry = now.recent[i];
      if (!entry.isForgotten() && matchers.accept(entry.labels())) {
        selected.add(entry);
      }
    }
    if (selected.size() > inOrder) {
      selected.sort(Comparator.comparing(SeriesEntry::labels)); // nearly in order already
    }
    return selected;
  }

  /** Returns all series in order, with postings that are not kept. */
  SortedSeries snapshot() {
    Members now = members;
    return now.sorted.with(now.recent, now.count);
  }

  /** Returns about how much memory the order and the postings take. */
  long bytes() {
    Members now = members;
    return now.sorted.bytes() + 4L * now.recent.length;
  }
}
