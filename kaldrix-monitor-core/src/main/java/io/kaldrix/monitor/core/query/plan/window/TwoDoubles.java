package io.kaldrix.monitor.core.query.plan.window;

/**
 * Arithmetic with numbers of two doubles, the second being what rounding took away from the first.
 *
 * <p>Source: T. J. Dekker, "A floating-point technique for extending the available precision",
 * Numerische Mathematik 18, 1971.
 */
final class TwoDoubles {

  private static final double SPLITTER = 0x1p27 + 1;

  private TwoDoubles() {}

  /** Returns the upper 26 bits of a value; the rest has no more either. */
  static double high(double value) {
    double large = SPLITTER * value;
    return large - (large - value);
  }

  /** Returns {@code a (b + bLow) - c (d + dLow)}. */
  static double differenceOfProducts(
      double a, double b, double bLow, double c, double d, double dLow) {
    double first = a * b;
    double second = c * d;
    double difference = first - second;
    double part = difference - first;
    double lost = (first - (difference - part)) - (second + part);
    return difference
        + (lost + roundingOf(a, b, first) - roundingOf(c, d, second) + a * bLow - c * dLow);
  }

  /** Returns what rounding took away from a product. */
  private static double roundingOf(double a, double b, double product) {
    double aHigh = high(a);
    double bHigh = high(b);
    double aLow = a - aHigh;
    double bLow = b - bHigh;
    return ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow;
  }
}
