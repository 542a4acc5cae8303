package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.Optional;

/**
 * The samples that one series has in a stretch of time: at least one, no stale markers.
 *
 * @param labels what identifies the series
 * @param nameless whether the metric's name is to be taken away from the final answer
 * @param samples of the series, also outside of the stretch
 * @param starts when the counting of each of these samples began
 * @param histograms which of these samples are histograms
 * @param first index of the first sample in the stretch
 * @param size number of samples in the stretch
 * @param startMillis where the stretch starts
 * @param endMillis where it ends; this instant belongs to it
 * @param reach whether there may also be a sample before the start, and one behind the end
 */
record Window(
    Labels labels,
    boolean nameless,
    Samples samples,
    StartTimestamps starts,
    Histograms histograms,
    int first,
    int size,
    long startMillis,
    long endMillis,
    Reach reach) {

  long timestampMillis(int index) {
    return samples.timestampMillis(first + index);
  }

  double value(int index) {
    return samples.value(first + index);
  }

  /** Returns a sample that is a histogram. */
  NativeHistogram histogram(int index) {
    return histograms.at(first + index).orElseThrow();
  }

  Optional<NativeHistogram> asHistogram(int index) {
    return histograms.at(first + index);
  }

  /** Returns how many of the samples are histograms. */
  int histogramCount() {
    int count = 0;
    for (int i = 0; i < size && !histograms.isEmpty(); i++) {
      count += asHistogram(i).isPresent() ? 1 : 0;
    }
    return count;
  }

  boolean isMixed() {
    int count = histogramCount();
    return count > 0 && count < size;
  }

  boolean isOfHistograms() {
    return histogramCount() == size;
  }

  /** Returns the samples that are no histograms, empty if all are. */
  Optional<Window> floats() {
    int count = histogramCount();
    if (count == 0) {
      return Optional.of(this);
    }
    Samples.Builder floats = new Samples.Builder(size - count);
    for (int i = 0; i < size; i++) {
      if (asHistogram(i).isEmpty()) {
        floats.add(timestampMillis(i), value(i));
      }
    }
    return count == size
        ? Optional.empty()
        : Optional.of(
            new Window(
                labels,
                nameless,
                floats.build(),
                StartTimestamps.NONE,
                Histograms.NONE,
                0,
                size - count,
                startMillis,
                endMillis,
                reach));
  }

  /** Returns the last two of at least two samples. */
  Window lastTwo() {
    return new Window(
        labels,
        nameless,
        samples,
        starts,
        histograms,
        first + size - 2,
        2,
        startMillis,
        endMillis,
        reach);
  }

  /** Returns whether a histogram was reset since the one before. */
  boolean isHistogramReset(int index) {
    return startedAnew(index) || histogram(index).isResetAfter(histogram(index - 1));
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

  /** Returns whether a counter started anew between a sample and the one before. */
  boolean isReset(int index) {
    return value(index) < value(index - 1) || startedAnew(index);
  }

  private boolean startedAnew(int index) {
    long start = knownStart(index);
    long before = timestampMillis(index - 1);
    // A start at the sample before means a delta, unless that one's own start is not known either:
    // then it is how a counter says of which nobody knows since when it counts.
    boolean delta = start == before && knownStart(index - 1) != StartTimestamps.UNKNOWN;
    return start != StartTimestamps.UNKNOWN && (start > before || delta);
  }

  /** Returns whether the counting of the first sample began within the stretch. */
  boolean startsInside() {
    return knownStart(0) != StartTimestamps.UNKNOWN && knownStart(0) > startMillis;
  }

  /** Returns when the counting of a sample began; a start that is not before it says nothing. */
  long knownStart(int index) {
    long start = starts.millis(first + index);
    return start < timestampMillis(index) ? start : StartTimestamps.UNKNOWN;
  }

  /** Returns whether a start lies before the sample before but is not the same counter's. */
  boolean hasOverlappingStarts() {
    for (int i = 1; i < size; i++) {
      long start = starts.millis(first + i);
      boolean other = start != starts.millis(first + i - 1);
      if (start != StartTimestamps.UNKNOWN && start < timestampMillis(i - 1) && other) {
        return true;
      }
    }
    return false;
  }
}
