package io.kaldrix.monitor.core.recorded;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.core.query.eval.Histograms;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.eval.StartTimestamps;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Samples of one series as they are gathered, in any order. For one thread. */
final class SampleColumn {

  private long[] timestampsMillis = new long[16];
  private double[] values = new double[16];
  private int size;
  private boolean ascending = true;
  private final Map<Long, NativeHistogram> histograms = new TreeMap<>();
  private final Map<Long, Long> starts = new TreeMap<>();

  int size() {
    return size;
  }

  void add(long timestampMillis, double value) {
    if (size == values.length) {
      timestampsMillis = Arrays.copyOf(timestampsMillis, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    ascending &= size == 0 || timestampsMillis[size - 1] < timestampMillis;
    timestampsMillis[size] = timestampMillis;
    values[size++] = value;
    if (!histograms.isEmpty()) {
      histograms.remove(timestampMillis);
    }
  }

  void add(long timestampMillis, NativeHistogram histogram) {
    add(timestampMillis, Double.NaN);
    histograms.put(timestampMillis, histogram);
  }

  void start(long timestampMillis, long startMillis) {
    starts.put(timestampMillis, startMillis);
  }

  /** Returns the samples in order; of several at one instant, the one that came last. */
  SampleSeries series(Labels labels) {
    Samples samples = ascending ? ascending() : sorted();
    return new SampleSeries(labels, samples, starts(samples), histograms(samples));
  }

  private Samples ascending() {
    return Samples.of(Arrays.copyOf(timestampsMillis, size), Arrays.copyOf(values, size));
  }

  private Samples sorted() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingLong(index -> timestampsMillis[index]))
            .mapToInt(Integer::intValue)
            .toArray();
    Samples.Builder samples = new Samples.Builder(size);
    for (int i = 0; i < size; i++) {
      long at = timestampsMillis[order[i]];
      boolean last = i + 1 == size || timestampsMillis[order[i + 1]] != at;
      if (last) {
        samples.add(at, values[order[i]]);
      }
    }
    return samples.build();
  }

  private StartTimestamps starts(Samples samples) {
    if (starts.isEmpty()) {
      return StartTimestamps.NONE;
    }
    long[] millis = new long[samples.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = starts.getOrDefault(samples.timestampMillis(i), StartTimestamps.UNKNOWN);
    }
    return StartTimestamps.of(millis);
  }

  private Histograms histograms(Samples samples) {
    if (histograms.isEmpty()) {
      return Histograms.NONE;
    }
    List<Optional<NativeHistogram>> all = new ArrayList<>();
    Optional<NativeHistogram> before = Optional.empty();
    for (int i = 0; i < samples.size(); i++) {
      Optional<NativeHistogram> here =
          Optional.ofNullable(histograms.get(samples.timestampMillis(i)));
      if (here.isPresent()) {
        here = Optional.of(stored(here.get(), before));
        before = here;
      } else {
        before = Optional.empty();
      }
      all.add(here);
    }
    return Histograms.of(all);
  }

  /** Returns a histogram with what a store finds out of resets when it is appended. */
  private static NativeHistogram stored(
      NativeHistogram histogram, Optional<NativeHistogram> before) {
    boolean told =
        histogram.hint() == ResetHint.RESET
            || histogram.hint() == ResetHint.GAUGE
            || before.isEmpty()
            || before.get().hint() == ResetHint.GAUGE;
    if (told) {
      return histogram;
    }
    NativeHistogram unknown = histogram.withHint(ResetHint.UNKNOWN);
    return unknown.withHint(
        unknown.isResetAfter(before.get()) ? ResetHint.UNKNOWN : ResetHint.NOT_RESET);
  }
}
