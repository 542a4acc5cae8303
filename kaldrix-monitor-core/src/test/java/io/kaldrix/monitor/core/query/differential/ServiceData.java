package io.kaldrix.monitor.core.query.differential;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An hour of what a small fleet would be scraped for, every 15 seconds: gauges, counters with
 * resets, classic histograms; some with gaps, stale ends, odd values or uneven times.
 */
final class ServiceData {

  static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  static final int MINUTES = 60;

  private static final long STEP_MILLIS = 15_000;
  private static final int STEPS = (int) (MINUTES * 60_000L / STEP_MILLIS) + 1;
  private static final List<String> HOSTS = List.of("a", "b", "c", "d");
  private static final double[] ODD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0,
    -0.0,
    1e300,
    -1e300,
    1e-300,
    -1.5,
    3,
    42
  };

  private final Random random;
  private final List<Series> series = new ArrayList<>();

  private ServiceData(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the series; equal seeds give equal ones. */
  static List<Series> series(long seed) {
    ServiceData data = new ServiceData(seed);
    data.gauges();
    data.counters();
    data.histograms();
    data.troubled();
    return List.copyOf(data.series);
  }

  /** Gives the value of a step. */
  private interface Values {
    double at(int step);
  }

  private void add(Labels labels, Values values) {
    Samples.Builder samples = new Samples.Builder(STEPS);
    for (int step = 0; step < STEPS; step++) {
      samples.add(START.toEpochMilli() + step * STEP_MILLIS, values.at(step));
    }
    series.add(new Series(labels, samples.build()));
  }

  private void gauges() {
    for (String host : HOSTS) {
      String zone = host.compareTo("c") < 0 ? "x" : "y";
      double[] walk = {20 + random.nextInt(10)};
      add(
          Labels.of("__name__", "temp", "host", host, "zone", zone),
          step -> {
            walk[0] += random.nextInt(21) / 10.0 - 1;
            return Math.round(walk[0] * 100) / 100.0;
          });
      add(
          Labels.of("__name__", "up", "host", host, "job", "api"),
          step -> random.nextInt(12) == 0 ? 0 : 1);
      add(
          Labels.of("__name__", "build_info", "host", host, "version", "1." + host.hashCode() % 2),
          step -> 1);
      for (String kind : List.of("heap", "stack")) {
        add(
            Labels.of("__name__", "mem_bytes", "host", host, "zone", zone, "kind", kind),
            step -> 1_000_000 + random.nextInt(500_000));
      }
    }
  }

  private void counters() {
    for (String host : HOSTS) {
      for (String code : List.of("200", "404", "500")) {
        add(Labels.of("__name__", "req_total", "host", host, "code", code), counter(7, 60));
      }
      add(Labels.of("__name__", "cpu_seconds_total", "host", host), counter(0.37, 90));
    }
    add(Labels.of("__name__", "req_total", "host", "e"), counter(3, 1_000));
  }

  /** A counter that grows by up to twice {@code mean} and is reset once in so many steps. */
  private Values counter(double mean, int reset) {
    double[] count = {random.nextInt(20)};
    return step -> {
      count[0] = random.nextInt(reset) == 0 ? 0 : count[0] + mean * random.nextInt(3);
      return count[0];
    };
  }

  private void histograms() {
    for (String host : HOSTS) {
      List<String> bounds = List.of("0.1", "0.5", "1", "2.5", "+Inf");
      double[][] counts = new double[STEPS][bounds.size() + 1];
      for (int step = 1; step < STEPS; step++) {
        boolean reset = random.nextInt(100) == 0;
        double more = 0;
        for (int bucket = 0; bucket < bounds.size(); bucket++) {
          more += random.nextInt(4);
          counts[step][bucket] = reset ? 0 : counts[step - 1][bucket] + more;
        }
        counts[step][bounds.size()] = counts[step][bounds.size() - 1] * 0.75;
      }
      int last = host.equals("d") ? bounds.size() - 1 : bounds.size(); // one has no +Inf
      for (int bucket = 0; bucket < last; bucket++) {
        int index = bucket;
        add(
            Labels.of("__name__", "lat_seconds_bucket", "host", host, "le", bounds.get(bucket)),
            step -> counts[step][index]);
      }
      int count = bounds.size() - 1;
      add(Labels.of("__name__", "lat_seconds_count", "host", host), step -> counts[step][count]);
      add(Labels.of("__name__", "lat_seconds_sum", "host", host), step -> counts[step][count + 1]);
    }
  }

  private void troubled() {
    for (String host : HOSTS) {
      add(Labels.of("__name__", "odd", "host", host), step -> ODD[random.nextInt(ODD.length)]);
      Samples.Builder gaps = new Samples.Builder(STEPS);
      Samples.Builder uneven = new Samples.Builder(STEPS);
      long at = START.toEpochMilli();
      for (int step = 0; step < STEPS; step++) {
        long now = START.toEpochMilli() + step * STEP_MILLIS;
        int of = Math.floorMod(step + 10 * host.hashCode(), 60);
        if (of == 40) {
          gaps.add(now, StaleMarker.VALUE);
        } else if (of < 10 || (of > 33 && of < 40)) {
          gaps.add(now, step);
        }
        at += 1 + random.nextInt(28_000);
        if (at <= START.toEpochMilli() + MINUTES * 60_000L) {
          uneven.add(at, random.nextInt(1_000) / 8.0);
        }
      }
      series.add(new Series(Labels.of("__name__", "gaps", "host", host), gaps.build()));
      series.add(new Series(Labels.of("__name__", "uneven", "host", host), uneven.build()));
    }
  }
}
