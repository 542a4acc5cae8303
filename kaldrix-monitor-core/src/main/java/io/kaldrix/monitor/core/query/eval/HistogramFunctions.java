package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Functions of native histograms alone. */
final class HistogramFunctions {

  private HistogramFunctions() {}

  /** {@code histogram_count(v)} and its like: one figure of each histogram. */
  static Value figure(Invocation call, ToDoubleFunction<NativeHistogram> figure) {
    List<Element> results = new ArrayList<>();
    for (Element element : call.vector(0)) {
      NativeHistogram histogram = element.histogram();
      if (histogram != null) {
        results.add(call.names().removeFrom(element.withValue(figure.applyAsDouble(histogram))));
      }
    }
    return new Value.Vector(results);
  }

  /** {@code sum_over_time(m)} or, divided by their number, {@code avg_over_time(m)}. */
  static Optional<NativeHistogram> sum(Window window, Notices notices, boolean mean) {
    List<NativeHistogram> histograms = new ArrayList<>();
    for (int i = 0; i < window.size(); i++) {
      histograms.add(window.histogram(i));
    }
    Optional<NativeHistogram> sum = sum(histograms, notices, mean);
    if (sum.isEmpty()) {
      notices.mixedBuckets(window.labels());
    }
    return sum;
  }

  /** Returns the sum or mean of at least one histogram, empty if their buckets do not fit. */
  static Optional<NativeHistogram> sum(
      List<NativeHistogram> histograms, Notices notices, boolean mean) {
    boolean reset = false;
    boolean notReset = false;
    boolean otherBounds = false;
    for (NativeHistogram histogram : histograms) {
      reset |= histogram.hint() == ResetHint.RESET;
      notReset |= histogram.hint() == ResetHint.NOT_RESET;
      otherBounds |= histogram.hasOtherBounds(histograms.get(0));
      if (!histogram.isCompatibleWith(histograms.get(0))) {
        return Optional.empty();
      }
    }
    if (reset && notReset) {
      notices.conflictingResets("aggregation");
    }
    if (otherBounds) {
      notices.reconciledBounds("aggregation");
    }
    return Optional.of(
        NativeHistogram.reduced(histograms, mean ? Statistics::mean : Statistics::sum));
  }
}
