package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.core.series.CompiledMatchers.Compiled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Series of one metric in order of labels, and the postings of each label that was ever asked for:
 * a position is the series' rank, so what is selected comes out in order. The set does not change;
 * may be shared between threads.
 */
final class SortedSeries {

  static final SortedSeries NONE = new SortedSeries(new SeriesEntry[0]);

  private final SeriesEntry[] series;
  private final Map<String, LabelColumn> columns = new ConcurrentHashMap<>();

  private SortedSeries(SeriesEntry[] series) {
    this.series = series;
  }

  int size() {
    return series.length;
  }

  /** Returns these and {@code others}, without those that are forgotten. */
  SortedSeries with(SeriesEntry[] others, int count) {
    SeriesEntry[] more = Arrays.copyOf(others, count);
    Comparator<SeriesEntry> order = Comparator.comparing(SeriesEntry::labels);
    Arrays.sort(more, order);
    SeriesEntry[] merged = new SeriesEntry[series.length + count];
    int size = 0;
    int next = 0;
    for (SeriesEntry entry : series) {
      while (next < count && order.compare(more[next], entry) < 0) {
        size = keep(more[next++], merged, size);
      }
      size = keep(entry, merged, size);
    }
    while (next < count) {
      size = keep(more[next++], merged, size);
    }
    return new SortedSeries(Arrays.copyOf(merged, size));
  }

  private static int keep(SeriesEntry entry, SeriesEntry[] merged, int size) {
    if (entry.isForgotten()) {
      return size;
    }
    merged[size] = entry;
    return size + 1;
  }

  LabelColumn column(String label) {
    return columns.computeIfAbsent(label, name -> new LabelColumn(series, name));
  }

  /** Adds the series that all matchers accept to {@code selected}, in order of labels. */
  void select(List<Compiled> matchers, List<SeriesEntry> selected) {
    if (series.length == 0) {
      return;
    }
    if (matchers.isEmpty()) {
      for (SeriesEntry entry : series) {
        add(entry, selected);
      }
      return;
    }
    int first = narrowest(matchers);
    Compiled narrowest = matchers.get(first);
    LabelColumn column = column(narrowest.name());
    int[] positions =
        narrowest.only().isPresent()
            ? column.positionsOf(narrowest.only().get())
            : column.positionsOf(narrowest.accepts());
    for (int i = 0; i < matchers.size(); i++) {
      Compiled matcher = matchers.get(i);
      if (i != first && positions.length > 0) {
        positions = column(matcher.name()).retained(positions, matcher.accepts());
      }
    }
    for (int position : positions) {
      add(series[position], selected);
    }
  }

  /** An exact value with the fewest series; without one, a matcher that asks for its label. */
  private int narrowest(List<Compiled> matchers) {
    int narrowest = 0;
    long fewest = Long.MAX_VALUE;
    for (int i = 0; i < matchers.size(); i++) {
      Compiled matcher = matchers.get(i);
      long count =
          matcher.only().isPresent()
              ? column(matcher.name()).countOf(matcher.only().get())
              : matcher.asksForTheLabel() ? series.length : series.length + 1L;
      if (count < fewest) {
        fewest = count;
        narrowest = i;
      }
    }
    return narrowest;
  }

  private static void add(SeriesEntry entry, List<SeriesEntry> selected) {
    if (!entry.isForgotten()) {
      selected.add(entry);
    }
  }

  /** Returns the names of all labels, ascending. */
  List<String> labelNames() {
    return new ArrayList<>(
        Arrays.stream(series)
            .flatMap(entry -> entry.labels().asMap().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Returns about how much memory the order and the postings take. */
  long bytes() {
    long bytes = 4L * series.length;
    for (LabelColumn column : columns.values()) {
      bytes += column.bytes();
    }
    return bytes;
  }
}
