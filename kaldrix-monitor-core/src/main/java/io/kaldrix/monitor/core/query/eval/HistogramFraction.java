package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.Quantile;
import java.util.ArrayList;
import java.util.List;

/** Which share of a histogram's values lies between two bounds. */
final class HistogramFraction {

  private HistogramFraction() {}

  /** {@code histogram_fraction(lower, upper, v)}. */
  static Value apply(Invocation call) {
    double lower = call.scalar(0);
    double upper = call.scalar(1);
    List<Element> results = new ArrayList<>();
    HistogramVector histograms = HistogramVector.of(call, 2);
    for (Element element : histograms.natives()) {
      NativeHistogram histogram = element.asHistogram().orElseThrow();
      if (Quantile.notNumbers(histogram) > 0) {
        call.inform(
            2,
            "input to histogram_fraction has NaN observations, which are excluded from all fractions"
                + ClassicHistogram.nameOf(element.labels()));
      }
      double fraction = Quantile.fraction(histogram, lower, upper);
      results.add(call.names().removeFrom(element.withValue(fraction)));
    }
    for (ClassicHistogram histogram : histograms.classics()) {
      results.add(histogram.element(call, "", "", fraction(lower, upper, histogram)));
    }
    return new Value.Vector(results);
  }

  private static double fraction(double lower, double upper, ClassicHistogram histogram) {
    double observations = histogram.observations();
    boolean unknown = Double.isNaN(lower) || Double.isNaN(upper) || observations == 0;
    if (unknown || !histogram.isWhole()) {
      return Double.NaN;
    }
    return lower >= upper
        ? 0
        : (histogram.countBelow(upper) - histogram.countBelow(lower)) / observations;
  }
}
