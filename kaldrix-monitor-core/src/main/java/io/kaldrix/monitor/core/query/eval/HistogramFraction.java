package io.kaldrix.monitor.core.query.eval;

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
    for (ClassicHistogram histogram : ClassicHistogram.in(call, 2)) {
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
