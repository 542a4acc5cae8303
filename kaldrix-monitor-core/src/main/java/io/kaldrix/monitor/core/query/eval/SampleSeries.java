package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Samples;

/**
 * Samples that share one label set, with what is known of them besides.
 *
 * @param labels what identifies the series
 * @param samples in ascending order of time
 * @param starts when the counting of each sample began
 */
public record SampleSeries(Labels labels, Samples samples, StartTimestamps starts) {

  /** Returns the series without stale markers. */
  SampleSeries withoutMarkers() {
    int markers = 0;
    for (int i = 0; i < samples.size(); i++) {
      markers += samples.get(i).isStale() ? 1 : 0;
    }
    if (markers == 0) {
      return this;
    }
    Samples.Builder kept = new Samples.Builder(samples.size() - markers);
    long[] keptStarts = new long[samples.size() - markers];
    int size = 0;
    for (int i = 0; i < samples.size(); i++) {
      if (!samples.get(i).isStale()) {
        kept.add(samples.timestampMillis(i), samples.value(i));
        keptStarts[size++] = starts.millis(i);
      }
    }
    return new SampleSeries(labels, kept.build(), StartTimestamps.of(keptStarts));
  }

  /** Returns how many samples are at {@code timestampMillis} or before. */
  int countUntil(long timestampMillis) {
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
