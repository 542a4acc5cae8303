package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds series by their labels. Written under the store's lock, read by any thread: a reader sees
 * every series that was added before it began.
 */
final class SeriesIndex {

  private final Map<String, Map<Labels, SeriesEntry>> byMetric = new ConcurrentHashMap<>();
  private final Queue<Retired> retired = new ArrayDeque<>();

  private record Retired(SeriesEntry entry, long lastSampleMillis) {}

  @Nullable SeriesEntry find(Labels labels) {
    return ofMetric(labels.metricName()).get(labels);
  }

  int countOf(String metric) {
    return ofMetric(metric).size();
  }

  void add(SeriesEntry entry) {
    byMetric
        .computeIfAbsent(entry.labels().metricName(), metric -> new ConcurrentHashMap<>())
        .put(entry.labels(), entry);
  }

  /** Notes that nobody appends to a series any more. */
  void retire(SeriesEntry entry, long lastSampleMillis) {
    entry.ended(lastSampleMillis);
    retired.add(new Retired(entry, lastSampleMillis));
  }

  /**
   * Takes out the series whose last sample is before {@code oldestMillis} and which nobody has
   * taken up again, and hands each to {@code forgotten}.
   */
  void forgetRetiredBefore(long oldestMillis, Consumer<SeriesEntry> forgotten) {
    Retired head = retired.peek();
    while (head != null && head.lastSampleMillis() < oldestMillis) {
      retired.remove();
      SeriesEntry entry = head.entry();
      boolean endedAgainLater = entry.endedMillis() > head.lastSampleMillis();
      if (!entry.isHeld() && !endedAgainLater && remove(entry)) {
        forgotten.accept(entry);
      }
      head = retired.peek();
    }
  }

  private boolean remove(SeriesEntry entry) {
    Map<Labels, SeriesEntry> series = ofMetric(entry.labels().metricName());
    boolean removed = series.remove(entry.labels(), entry);
    if (series.isEmpty()) {
      byMetric.remove(entry.labels().metricName());
    }
    return removed;
  }

  List<SeriesEntry> select(CompiledMatchers matchers) {
    Optional<String> name = matchers.metricName();
    Collection<Map<Labels, SeriesEntry>> candidates =
        name.isPresent() ? List.of(ofMetric(name.get())) : byMetric.values();
    List<SeriesEntry> selected = new ArrayList<>();
    for (Map<Labels, SeriesEntry> series : candidates) {
      for (SeriesEntry entry : series.values()) {
        if (matchers.accept(entry.labels())) {
          selected.add(entry);
        }
      }
    }
    return selected;
  }

  private Map<Labels, SeriesEntry> ofMetric(String metric) {
    return byMetric.getOrDefault(metric, Map.of());
  }
}
