package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Samples;

/**
 * The samples that one series has in a stretch of time: at least one, no stale markers.
 *
 * @param labels what identifies the series
 * @param nameless whether the metric's name is to be taken away from the final answer
 * @param samples of the series, also outside of the stretch
 * @param first index of the first sample in the stretch
 * @param size number of samples in the stretch
 * @param startMillis where the stretch starts; this instant does not belong to it
 * @param endMillis where it ends; this instant does
 */
record Window(
    Labels labels,
    boolean nameless,
    Samples samples,
    int first,
    int size,
    long startMillis,
    long endMillis) {

  long timestampMillis(int index) {
    return samples.timestampMillis(first + index);
  }

  double value(int index) {
    return samples.value(first + index);
  }

  double firstValue() {
    return value(0);
  }

  double lastValue() {
    return value(size - 1);
  }

  long firstMillis() {
    return timestampMillis(0);
  }

  long lastMillis() {
    return timestampMillis(size - 1);
  }

  double rangeSeconds() {
    return (endMillis - startMillis) / 1000.0;
  }

  double[] values() {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = value(i);
    }
    return values;
  }
}
