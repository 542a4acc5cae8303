package io.kaldrix.monitor.core.query.eval;

import java.util.OptionalDouble;

/**
 * The straight line that lies nearest to a window's samples, by least squares.
 *
 * @param slope per second
 * @param intercept the line's value at the instant it was asked for
 */
record LinearRegression(double slope, double intercept) {

  /** {@code deriv(m)}: the slope. */
  static OptionalDouble slopePerSecond(Window window) {
    return window.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(of(window, window.firstMillis()).slope());
  }

  /** {@code predict_linear(m, seconds)}: the line's value so much later. */
  static Value predict(Invocation call) {
    double later = call.scalar(1);
    return call.reduced(
        0,
        window -> {
          if (window.size() < 2) {
            return OptionalDouble.empty();
          }
          LinearRegression line = of(window, call.atMillis());
          return OptionalDouble.of(line.slope() * later + line.intercept());
        });
  }

  private static LinearRegression of(Window window, long interceptMillis) {
    if (isFlat(window)) {
      double level = window.firstValue();
      return Double.isInfinite(level)
          ? new LinearRegression(Double.NaN, Double.NaN)
          : new LinearRegression(0, level);
    }
    KahanSum sumX = new KahanSum();
    KahanSum sumY = new KahanSum();
    KahanSum sumXy = new KahanSum();
    KahanSum sumXx = new KahanSum();
    for (int i = 0; i < window.size(); i++) {
      double x = (window.timestampMillis(i) - interceptMillis) / 1000.0;
      double y = window.value(i);
      sumX.add(x);
      sumY.add(y);
      sumXy.add(x * y);
      sumXx.add(x * x);
    }
    double n = window.size();
    double covariance = sumXy.value() - sumX.value() * sumY.value() / n;
    double variance = sumXx.value() - sumX.value() * sumX.value() / n;
    double slope = covariance / variance;
    return new LinearRegression(slope, sumY.value() / n - slope * sumX.value() / n);
  }

  /** Rounding would give a flat line a slope. */
  private static boolean isFlat(Window window) {
    for (int i = 1; i < window.size(); i++) {
      if (window.value(i) != window.firstValue()) {
        return false;
      }
    }
    return true;
  }
}
