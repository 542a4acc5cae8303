package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.core.query.eval.LinearRegression;
import io.kaldrix.monitor.core.series.SeriesHead;

/** The straight line nearest to each series' samples. */
final class Regression {

  private static final double MILLIS = 1000;

  private Regression() {}

  static void writeSlopes(WindowCall call, double[] out) {
    RegressionState state = (RegressionState) call.window().state();
    for (int i = 0; i < out.length; i++) {
      int count = call.count(i);
      if (count < 2) {
        out[i] = SeriesHead.absent();
      } else if (state.isFlat(i)) {
        out[i] = Double.isInfinite(state.last(i)) ? Double.NaN : 0;
      } else {
        double slope = state.slope(i, count) * MILLIS;
        out[i] = state.isExact(i) && Double.isFinite(slope) ? slope : anew(call, i, true).slope();
      }
    }
  }

  static void writePredictions(WindowCall call, double[] out) {
    RegressionState state = (RegressionState) call.window().state();
    double later = call.parameter();
    for (int i = 0; i < out.length; i++) {
      int count = call.count(i);
      if (count < 2) {
        out[i] = SeriesHead.absent();
      } else if (state.isFlat(i)) {
        boolean known = !Double.isInfinite(state.last(i)) && Double.isFinite(later);
        out[i] = known ? state.last(i) : anew(call, i, false).valueAfter(later);
      } else {
        double slope = state.slope(i, count);
        double level = state.valueAt(i, count, slope, call.atMillis());
        double value = slope * MILLIS * later + level;
        out[i] =
            state.isExact(i) && Double.isFinite(value)
                ? value
                : anew(call, i, false).valueAfter(later);
      }
    }
  }

  private static LinearRegression anew(WindowCall call, int series, boolean fromFirst) {
    double[] values = call.values(series);
    long origin = fromFirst ? call.millis()[0] : call.atMillis();
    return LinearRegression.of(call.millis(), values, call.count(series), origin);
  }
}
