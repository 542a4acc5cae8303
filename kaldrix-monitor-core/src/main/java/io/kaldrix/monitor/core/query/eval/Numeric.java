package io.kaldrix.monitor.core.query.eval;

/** Calculations on single values that Java lacks or does otherwise. */
final class Numeric {

  private static final double LN2 = Math.log(2);

  private Numeric() {}

  /** Returns the logarithm to base 2, exact for powers of 2. */
  static double log2(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return Math.log(value);
    }
    int exponent = Math.getExponent(value);
    if (exponent < Double.MIN_EXPONENT || (value > 0.5 && value < 2)) {
      return Math.log(value) / LN2; // the exponent does not tell, or would cancel out
    }
    return exponent + Math.log(Math.scalb(value, -exponent)) / LN2;
  }

  /** Returns -1, 1, or the value itself for zeros and NaN. */
  static double sign(double value) {
    return value < 0 ? -1 : value > 0 ? 1 : value;
  }

  static double asinh(double value) {
    double size = Math.abs(value);
    if (size > 0x1p28) {
      return Math.copySign(Math.log(size) + LN2, value);
    }
    double square = size * size;
    return Math.copySign(Math.log1p(size + square / (1 + Math.sqrt(1 + square))), value);
  }

  static double acosh(double value) {
    if (value > 0x1p28) {
      return Math.log(value) + LN2;
    }
    if (value < 1) {
      return Double.NaN; // far below, the formula would round to the logarithm of zero
    }
    double above = value - 1;
    return Math.log1p(above + Math.sqrt(2 * above + above * above));
  }

  static double atanh(double value) {
    return 0.5 * Math.log1p(2 * value / (1 - value));
  }

  /** {@code round(v, to_nearest=1)}: to the nearest multiple, halves up. */
  static Value round(Invocation call) {
    double inverse = 1 / call.scalarOr(1, 1); // dividing by it rounds better than by multiplying
    return call.mapped(0, value -> Math.floor(value * inverse + 0.5) / inverse);
  }

  /** Returns the greater one, NaN if one is, unless the other is infinite and so cannot be less. */
  private static double greater(double a, double b) {
    boolean infinite = a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY;
    return infinite ? Double.POSITIVE_INFINITY : Math.max(a, b);
  }

  /** Returns the lesser one, NaN if one is, unless the other is infinite and cannot be greater. */
  private static double less(double a, double b) {
    boolean infinite = a == Double.NEGATIVE_INFINITY || b == Double.NEGATIVE_INFINITY;
    return infinite ? Double.NEGATIVE_INFINITY : Math.min(a, b);
  }

  /** {@code clamp(v, min, max)}: nothing if the bounds are the wrong way round. */
  static Value clamp(Invocation call) {
    double least = call.scalar(1);
    double most = call.scalar(2);
    return most < least
        ? Value.Vector.EMPTY
        : call.mapped(0, value -> greater(least, less(most, value)));
  }

  /** {@code clamp_min(v, min)}. */
  static Value clampMin(Invocation call) {
    double least = call.scalar(1);
    return call.mapped(0, value -> greater(least, value));
  }

  /** {@code clamp_max(v, max)}. */
  static Value clampMax(Invocation call) {
    double most = call.scalar(1);
    return call.mapped(0, value -> less(most, value));
  }
}
