package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The series that a query's selectors read, each read once before evaluation for all instants that
 * it will be asked for.
 */
final class Selections {

  /** A stretch of time, both ends included. */
  private record Stretch(long fromMillis, long toMillis) {
    Stretch and(Stretch other) {
      return new Stretch(
          Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
    }
  }

  /** A series as read. */
  record Selected(Labels labels, Samples samples) {}

  private final Run run;
  private final long lookbackMillis;

  /** By selector, not by what it says: equal ones may look at different stretches. */
  private final IdentityHashMap<VectorSelector, Stretch> stretches = new IdentityHashMap<>();

  private final IdentityHashMap<VectorSelector, Boolean> ranges = new IdentityHashMap<>();
  private final IdentityHashMap<VectorSelector, List<Selected>> selected = new IdentityHashMap<>();

  private Selections(Run run, long lookbackMillis) {
    this.run = run;
    this.lookbackMillis = lookbackMillis;
  }

  static Selections read(Run run, Expression root, SeriesReader reader, long lookbackMillis) {
    Selections selections = new Selections(run, lookbackMillis);
    selections.visit(root, run.startMillis(), run.endMillis());
    selections.stretches.forEach((selector, stretch) -> selections.read(reader, selector, stretch));
    return selections;
  }

  /** Returns the series of a selector, ordered by labels; of a range selector without markers. */
  List<Selected> of(VectorSelector selector) {
    return selected.getOrDefault(selector, List.of());
  }

  private void visit(Expression expression, long firstMillis, long lastMillis) {
    if (expression instanceof VectorSelector selector) {
      note(selector, lookbackMillis, firstMillis, lastMillis);
    } else if (expression instanceof MatrixSelector matrix) {
      ranges.put(matrix.selector(), true);
      note(matrix.selector(), matrix.range().toMillis(), firstMillis, lastMillis);
    } else if (expression instanceof Subquery subquery) {
      visit(
          subquery.inner(),
          run.shifted(subquery.shift(), firstMillis) - subquery.range().toMillis(),
          run.shifted(subquery.shift(), lastMillis));
    } else {
      expression.children().forEach(child -> visit(child, firstMillis, lastMillis));
    }
  }

  private void note(VectorSelector selector, long lengthMillis, long firstMillis, long lastMillis) {
    long from = run.shifted(selector.shift(), firstMillis) - lengthMillis + 1;
    long to = run.shifted(selector.shift(), lastMillis);
    stretches.merge(selector, new Stretch(from, to), Stretch::and);
  }

  private void read(SeriesReader reader, VectorSelector selector, Stretch stretch) {
    List<Selected> series = new ArrayList<>();
    for (Series found :
        reader.select(
            selector.matchers(),
            Instant.ofEpochMilli(stretch.fromMillis()),
            Instant.ofEpochMilli(stretch.toMillis()))) {
      run.budget().take(found.samples().size());
      Samples samples =
          ranges.containsKey(selector) ? withoutMarkers(found.samples()) : found.samples();
      series.add(new Selected(found.labels(), samples));
    }
    selected.put(selector, series);
  }

  private static Samples withoutMarkers(Samples samples) {
    int markers = 0;
    for (int i = 0; i < samples.size(); i++) {
      markers += samples.get(i).isStale() ? 1 : 0;
    }
    if (markers == 0) {
      return samples;
    }
    Samples.Builder kept = new Samples.Builder(samples.size() - markers);
    for (int i = 0; i < samples.size(); i++) {
      if (!samples.get(i).isStale()) {
        kept.add(samples.timestampMillis(i), samples.value(i));
      }
    }
    return kept.build();
  }

  /** Returns how many of {@code samples} are at {@code timestampMillis} or before. */
  static int countUntil(Samples samples, long timestampMillis) {
    int low = 0;
    int high = samples.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.timestampMillis(middle) <= timestampMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
