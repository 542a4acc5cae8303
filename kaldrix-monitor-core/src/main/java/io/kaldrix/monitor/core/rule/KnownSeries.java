package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/** The series that a rule's data have had, and when each was there last. For one thread. */
final class KnownSeries {

  private final Duration forgetAfter;
  private final Map<Labels, Known> known = new HashMap<>();

  KnownSeries(Duration forgetAfter) {
    this.forgetAfter = forgetAfter;
  }

  private static final class Known {
    private final Labels bare;
    private Instant last;

    Known(Labels bare, Instant last) {
      this.bare = bare;
      this.last = last;
    }
  }

  /** Notes which series are there at {@code tick}. */
  void note(Answer data, Instant tick) {
    for (int i = 0; i < data.size(); i++) {
      Labels labels = data.labels(i);
      Known series = known.get(labels);
      if (series == null) {
        known.put(labels, new Known(labels.without(Label.METRIC_NAME), tick));
      } else {
        series.last = tick;
      }
    }
  }

  /** Takes over what another one knows. */
  void adopt(KnownSeries other) {
    known.putAll(other.known);
  }

  /** Hands over each series that is not there at {@code tick} but was; forgets the oldest. */
  void vanished(Instant tick, BiConsumer<Labels, Instant> each) {
    Iterator<Known> all = known.values().iterator();
    while (all.hasNext()) {
      Known series = all.next();
      if (series.last.isBefore(tick)) {
        if (series.last.plus(forgetAfter).isAfter(tick)) {
          each.accept(series.bare, series.last);
        } else {
          all.remove();
        }
      }
    }
  }

  /** Returns how many series are remembered. */
  int size() {
    return known.size();
  }
}
