package io.kaldrix.monitor.core.recorded;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.core.query.eval.Histograms;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.eval.StartTimestamps;
import java.util.Arrays;

/** The samples appended to one series, in ascending order of time. For one thread. */
final class AppendedColumn implements SeriesHandle {

  private final Labels labels;
  private long[] timestampsMillis = new long[16];
  private double[] values = new double[16];
  private int size;

  AppendedColumn(Labels labels) {
    this.labels = labels;
  }

  @Override
  public Labels labels() {
    return labels;
  }

  @Override
  public boolean append(long timestampMillis, double value) {
    if (size > 0 && timestampMillis <= timestampsMillis[size - 1]) {
      return false;
    }
    if (size == values.length) {
      timestampsMillis = Arrays.copyOf(timestampsMillis, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    timestampsMillis[size] = timestampMillis;
    values[size++] = value;
    return true;
  }

  /** Returns the samples from one instant until another, both included. */
  SampleSeries between(long fromMillis, long toMillis) {
    int found = Arrays.binarySearch(timestampsMillis, 0, size, fromMillis);
    Samples.Builder samples = new Samples.Builder(8);
    for (int i = found < 0 ? -found - 1 : found; i < size && timestampsMillis[i] <= toMillis; i++) {
      samples.add(timestampsMillis[i], values[i]);
    }
    return new SampleSeries(labels, samples.build(), StartTimestamps.NONE, Histograms.NONE);
  }
}
