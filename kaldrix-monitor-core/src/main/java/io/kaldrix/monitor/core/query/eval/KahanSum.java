package io.kaldrix.monitor.core.query.eval;

/**
 * A sum that carries along what rounding took away, so that small values survive large ones that
 * cancel out. For one thread.
 *
 * <p>Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
 * ZAMM 54(1), 1974.
 */
final class KahanSum {

  private double sum;
  private double compensation;

  KahanSum add(double value) {
    double total = sum + value;
    if (Double.isInfinite(total)) {
      compensation = 0;
    } else if (Math.abs(sum) >= Math.abs(value)) {
      compensation += (sum - total) + value;
    } else {
      compensation += (value - total) + sum;
    }
    sum = total;
    return this;
  }

  /** Multiplies what was added so far. */
  void scale(double factor) {
    sum *= factor;
    compensation *= factor;
  }

  /** Returns the sum. */
  double value() {
    return sum + compensation;
  }

  /** Returns the sum divided by {@code divisor}, each part for itself so that none overflows. */
  double dividedBy(double divisor) {
    return sum / divisor + compensation / divisor;
  }

  /** Returns whether adding {@code value} would exceed what a double can hold. */
  boolean overflowsWith(double value) {
    return Double.isInfinite(sum + value);
  }

  /** Returns the sum without what rounding took away. */
  double rough() {
    return sum;
  }
}
