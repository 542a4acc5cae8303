package io.kaldrix.monitor.core.query.eval;

import java.util.OptionalDouble;

/**
 * The straight line that lies nearest to a window's samples, by least squares.
 *
 * @param slope per second
 * @param intercept the line's value at the instant it was asked for
 */
public record LinearRegression(double slope, double intercept) {

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
          return OptionalDouble.of(of(window, call.atMillis()).valueAfter(later));
        });
  }

  private static LinearRegression of(Window window, long interceptMillis) {
    long[] millis = new long[window.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = window.timestampMillis(i);
    }
    return of(millis, window.values(), millis.length, interceptMillis);
  }

  /**
   * Returns the line nearest to some samples.
   *
   * @param millis when they were, ascending
   * @param values what they were
   * @param size how many of these count, at least two
   * @param interceptMillis the instant at which the line's value is its intercept
   */
  public static LinearRegression of(
      long[] millis, double[] values, int size, long interceptMillis) {
    if (isFlat(values, size)) {
      double level = values[0];
      return Double.isInfinite(level)
          ? new LinearRegression(Double.NaN, Double.NaN)
          : new LinearRegression(0, level);
    }
    KahanSum sumX = new KahanSum();
    KahanSum sumY = new KahanSum();
    KahanSum sumXy = new KahanSum();
    KahanSum sumXx = new KahanSum();
    for (int i = 0; i < size; i++) {
      double x = (millis[i] - interceptMillis) / 1000.0;
      double y = values[i];
      sumX.add(x);
      sumY.add(y);
      sumXy.add(x * y);
      sumXx.add(x * x);
    }
    double n = size;
    double covariance = sumXy.value() - sumX.value() * sumY.value() / n;
    double variance = sumXx.value() - sumX.value() * sumX.value() / n;
    double slope = covariance / variance;
    return new LinearRegression(slope, sumY.value() / n - slope * sumX.value() / n);
  }

  /** Returns the line's value so many seconds after the instant of its intercept. */
  public double valueAfter(double seconds) {
    return slope * seconds + intercept;
  }

  /** Rounding would give a flat line a slope. */
  private static boolean isFlat(double[] values, int size) {
    for (int i = 1; i < size; i++) {
      if (values[i] != values[0]) {
        return false;
      }
    }
    return true;
  }
}
