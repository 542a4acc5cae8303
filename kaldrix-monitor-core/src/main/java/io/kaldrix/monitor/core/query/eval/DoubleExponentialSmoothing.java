package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.NumberText;
import java.util.OptionalDouble;

/**
 * {@code double_exponential_smoothing(m, smoothing, trend)}: the last value of a window, smoothed,
 * where newer samples weigh more and a trend is followed.
 *
 * <p>Source: C. C. Holt, "Forecasting seasonals and trends by exponentially weighted moving
 * averages", ONR Research Memorandum 52, 1957; it starts with the first sample and the difference
 * of the first two.
 */
final class DoubleExponentialSmoothing {

  private DoubleExponentialSmoothing() {}

  static Value apply(Invocation call) {
    if (call.windows(0).isEmpty()) {
      return Value.Vector.EMPTY; // wrong factors are told where they would be used
    }
    double smoothing = factor(call, 1, "smoothing", "sf");
    double trend = factor(call, 2, "trend", "tf");
    return call.reduced(0, window -> smoothed(window, smoothing, trend));
  }

  private static double factor(Invocation call, int argument, String name, String symbol) {
    double factor = call.scalar(argument);
    if (factor <= 0 || factor >= 1) {
      throw call.error(
          argument,
          "invalid "
              + name
              + " factor. Expected: 0 < "
              + symbol
              + " < 1, got: "
              + NumberText.of(factor));
    }
    return factor;
  }

  private static OptionalDouble smoothed(Window window, double smoothing, double trend) {
    if (window.size() < 2) {
      return OptionalDouble.empty();
    }
    double level = window.firstValue();
    double before = 0;
    double slope = window.value(1) - window.firstValue();
    for (int i = 1; i < window.size(); i++) {
      if (i > 1) {
        slope = trend * (level - before) + (1 - trend) * slope;
      }
      before = level;
      level = smoothing * window.value(i) + (1 - smoothing) * (level + slope);
    }
    return OptionalDouble.of(level);
  }
}
