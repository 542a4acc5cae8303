package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One sample of an instant vector.
 *
 * @param labels what identifies it
 * @param nameless whether the metric's name is to be taken away from the final answer
 * @param timestampMillis of what a selector found, when it was sampled; otherwise the instant of
 *     evaluation
 * @param value any double but a stale marker; NaN if it is a histogram
 * @param histogram the histogram that it is, if it is one
 */
record Element(
    Labels labels,
    boolean nameless,
    long timestampMillis,
    double value,
    @Nullable NativeHistogram histogram) {

  Element(Labels labels, boolean nameless, long timestampMillis, double value) {
    this(labels, nameless, timestampMillis, value, null);
  }

  static Element of(Labels labels, long timestampMillis, double value) {
    return new Element(labels, false, timestampMillis, value);
  }

  boolean isHistogram() {
    return histogram != null;
  }

  Optional<NativeHistogram> asHistogram() {
    return Optional.ofNullable(histogram);
  }

  Element withValue(double newValue) {
    return new Element(labels, nameless, timestampMillis, newValue);
  }

  Element withHistogram(NativeHistogram newHistogram) {
    return new Element(labels, nameless, timestampMillis, Double.NaN, newHistogram);
  }

  Element withLabels(Labels newLabels) {
    return new Element(newLabels, nameless, timestampMillis, value, histogram);
  }

  Element withNameless(boolean newNameless) {
    return new Element(labels, newNameless, timestampMillis, value, histogram);
  }

  Element at(long millis) {
    return new Element(labels, nameless, millis, value, histogram);
  }
}
