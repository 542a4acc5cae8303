package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds series by their labels. Written under the store's lock, read by any thread: a reader sees
 * every series that was added before it began.
 */
final class SeriesIndex {

  private final Map<String, MetricSeries> byMetric = new ConcurrentHashMap<>();
  private final Queue<Retired> retired = new ArrayDeque<>();
  private final LabelPool pool = new LabelPool(); // used under the store's lock
  private volatile long epoch;
  private int size;

  private record Retired(SeriesEntry entry, long lastSampleMillis) {}

  @Nullable SeriesEntry find(Labels labels) {
    MetricSeries metric = byMetric.get(labels.metricName());
    return metric == null ? null : metric.find(labels);
  }

  int countOf(String metric) {
    MetricSeries series = byMetric.get(metric);
    return series == null ? 0 : series.size();
  }

  /** Returns a number that changes when any series is added or forgotten. */
  long epoch() {
    return epoch;
  }

  /**
   * Returns a number that changes when a series of the metric is added or forgotten; 0 if the
   * metric has none.
   */
  long epoch(String metric) {
    MetricSeries series = byMetric.get(metric);
    return series == null ? 0 : series.epoch();
  }

  /** Adds a series under labels that are kept, and returns it. */
  SeriesEntry add(Labels labels, int slot) {
    SeriesEntry entry = new SeriesEntry(pool.share(labels), slot);
    long next = epoch + 1;
    byMetric
        .computeIfAbsent(entry.labels().metricName(), metric -> new MetricSeries())
        .add(entry, next);
    size++;
    epoch = next;
    return entry;
  }

  /** Notes that nobody appends to a series any more. */
  void retire(SeriesEntry entry, long lastSampleMillis) {
    entry.ended(lastSampleMillis);
    retired.add(new Retired(entry, lastSampleMillis));
  }

  /**
   * Takes out the series whose last sample is before {@code oldestMillis} and which nobody has
   * taken up again, and hands each to {@code gone}.
   */
  void forgetRetiredBefore(long oldestMillis, Consumer<SeriesEntry> gone) {
    Retired head = retired.peek();
    while (head != null && head.lastSampleMillis() < oldestMillis) {
      retired.remove();
      SeriesEntry entry = head.entry();
      boolean endedAgainLater = entry.endedMillis() > head.lastSampleMillis();
      if (!entry.isHeld() && !endedAgainLater && remove(entry)) {
        gone.accept(entry);
      }
      head = retired.peek();
    }
  }

  /** Takes a series out; returns whether it was there. */
  boolean remove(SeriesEntry entry) {
    String name = entry.labels().metricName();
    MetricSeries metric = byMetric.get(name);
    long next = epoch + 1;
    if (metric == null || !metric.remove(entry, next)) {
      return false;
    }
    if (metric.isEmpty()) {
      byMetric.remove(name);
    }
    pool.giveBack(entry.labels());
    size--;
    epoch = next;
    return true;
  }

  /** Returns the series that the matchers accept, in order of labels. */
  List<SeriesEntry> select(CompiledMatchers matchers) {
    if (matchers.metricName().isPresent()) {
      MetricSeries metric = byMetric.get(matchers.metricName().get());
      return metric == null ? List.of() : metric.select(matchers);
    }
    List<SeriesEntry> selected = new ArrayList<>();
    byMetric.forEach(
        (name, metric) -> {
          if (matchers.mayAcceptMetric(name)) {
            selected.addAll(metric.select(matchers));
          }
        });
    selected.sort(Comparator.comparing(SeriesEntry::labels));
    return selected;
  }

  /** Visits each metric and its series. */
  void forEachMetric(BiConsumer<String, MetricSeries> visitor) {
    byMetric.forEach(visitor);
  }

  @Nullable MetricSeries ofMetric(String metric) {
    return byMetric.get(metric);
  }

  /** Returns about how much memory labels, look-up and postings take; under the store's lock. */
  long bytes() {
    long perSeries = 40 + 48; // the entry, its place in the look-up
    long postings = 0;
    for (MetricSeries metric : byMetric.values()) {
      postings += 200 + metric.bytes();
    }
    return pool.bytes() + perSeries * size + postings;
  }
}
