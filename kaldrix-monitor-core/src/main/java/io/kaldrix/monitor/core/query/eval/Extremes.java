package io.kaldrix.monitor.core.query.eval;

import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToLongFunction;

/** Functions of which is the greater, and of when it was. */
final class Extremes {

  /** Whether a value takes the place of the one found so far. */
  private interface Preference {
    boolean prefers(double value, double found);
  }

  private Extremes() {}

  /** {@code min_of(a, b)} and {@code max_of(a, b)}; NaN if one is. */
  static Value ofTwo(Invocation call, DoubleBinaryOperator choice) {
    return new Value.Scalar(choice.applyAsDouble(call.scalar(0), call.scalar(1)));
  }

  /** When a sample of each window was taken, in Unix seconds. */
  static Value when(Invocation call, ToLongFunction<Window> millis) {
    return call.reduced(0, window -> OptionalDouble.of(millis.applyAsLong(window) / 1000.0));
  }

  /** Returns when the least value was, the last time if it was several times. */
  static long leastMillis(Window window) {
    return millis(window, (value, found) -> value <= found);
  }

  /** Returns when the greatest value was, the last time if it was several times. */
  static long greatestMillis(Window window) {
    return millis(window, (value, found) -> value >= found);
  }

  private static long millis(Window window, Preference preference) {
    int found = 0;
    for (int i = 1; i < window.size(); i++) {
      boolean preferred = preference.prefers(window.value(i), window.value(found));
      found = preferred || Double.isNaN(window.value(found)) ? i : found;
    }
    return window.timestampMillis(found);
  }
}
