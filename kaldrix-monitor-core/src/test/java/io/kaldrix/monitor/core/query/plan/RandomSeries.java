package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Series of all sorts that come and go while a store is filled: counters with resets, gauges smooth
 * and wild, flat lines, buckets; with gaps, stale markers, what is not finite, samples that come
 * late, and ticks that are not even.
 */
final class RandomSeries {

  private final Random random;
  private final InMemorySeriesStore store;
  private final List<Line> lines = new ArrayList<>();
  private long millis = 1_700_000_000_000L;

  private final class Line {
    private final Labels labels;
    private final int kind;
    private final SeriesHandle handle;
    private double level = random.nextInt(1000);
    private boolean ended;
    private boolean skipsNow;

    Line(Labels labels, int kind) {
      this.labels = labels;
      this.kind = kind;
      this.handle = store.open(labels);
    }

    /** The counter was zero some time ago, which is known of some. */
    private void start() {
      if (random.nextBoolean()) {
        store.acquire(labels, millis - random.nextInt(15_000));
      }
    }

    double next() {
      switch (kind) {
        case 0 -> {
          if (random.nextInt(25) == 0) {
            level = random.nextInt(900); // not always below what it was
            start();
          } else {
            level += random.nextInt(50);
          }
        }
        case 1 -> level += random.nextGaussian();
        case 2 -> level = wild();
        case 3 -> level = 42;
        default -> level += random.nextInt(3) * (1 + labels.value("le").length());
      }
      return level;
    }

    private double wild() {
      return switch (random.nextInt(14)) {
        case 0 -> Double.NaN;
        case 1 -> Double.POSITIVE_INFINITY;
        case 2 -> Double.NEGATIVE_INFINITY;
        case 3 -> 1e6 * random.nextGaussian();
        case 4 -> -0.0;
        default -> Math.round(random.nextGaussian() * 100) / 4.0;
      };
    }
  }

  RandomSeries(Random random, InMemorySeriesStore store) {
    this.random = random;
    this.store = store;
    for (int i = 0; i < 12; i++) {
      lines.add(new Line(labels(), random.nextInt(4)));
    }
    for (String le : List.of("0.1", "0.5", "1", "5", "+Inf")) {
      lines.add(new Line(Labels.of("__name__", "h_bucket", "x", "1", "le", le), 4));
      lines.add(new Line(Labels.of("__name__", "h_bucket", "x", "2", "le", le), 4));
    }
  }

  private Labels labels() {
    String name = List.of("a", "b", "c_total").get(random.nextInt(3));
    return Labels.of(
        "__name__", name, "x", "" + random.nextInt(3), "y", "" + random.nextInt(3), "z", "z");
  }

  /** Lets time go on by a tick; returns the instant to evaluate at. */
  long tick() {
    millis += random.nextInt(12) == 0 ? 1 + random.nextInt(90_000) : 10_000;
    if (random.nextInt(40) == 0) {
      millis += 400_000; // longer than the lookback
    }
    if (random.nextInt(10) == 0) {
      Row row = store.draft();
      store.publish(row, millis); // an instant of which nobody has a sample yet
    }
    long at = millis;
    List<Line> late = new ArrayList<>();
    for (Line line : lines) {
      if (random.nextInt(9) == 0) {
        line.skipsNow = !line.skipsNow;
      }
      if (line.skipsNow || line.ended) {
        continue;
      }
      if (random.nextInt(60) == 0) {
        line.handle.append(at, StaleMarker.VALUE);
        line.ended = random.nextBoolean();
      } else if (random.nextInt(30) == 0) {
        late.add(line);
      } else {
        line.handle.append(at, line.next());
      }
    }
    lateSamples =
        () ->
            late.forEach(line -> line.handle.append(at - (at % 3 == 0 ? 0 : 10_000), line.next()));
    lines.removeIf(line -> line.ended);
    if (random.nextInt(6) == 0) {
      lines.add(new Line(labels(), random.nextInt(4)));
    }
    return at + (random.nextInt(4) == 0 ? random.nextInt(5_000) : 0);
  }

  private Runnable lateSamples = () -> {};

  /** Appends what was held back at the last tick, into rows that have been read by now. */
  void lateSamples() {
    lateSamples.run();
  }
}
