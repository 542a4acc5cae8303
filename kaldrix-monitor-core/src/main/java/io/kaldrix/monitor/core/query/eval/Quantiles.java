package io.kaldrix.monitor.core.query.eval;

import java.util.Arrays;

/** Quantiles of few values. */
public final class Quantiles {

  private Quantiles() {}

  /**
   * Returns the {@code q} quantile, interpolated between neighbours; NaN counts as the least value.
   *
   * @param q from 0 to 1; below and above the answer is infinite
   * @param values any order; sorted afterwards
   */
  static double quantile(double q, double[] values) {
    return quantile(q, values, 0, values.length);
  }

  /** Returns the quantile of the values from {@code from} to before {@code to}. */
  public static double quantile(double q, double[] values, int from, int to) {
    int size = to - from;
    if (size == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    sortNanFirst(values, from, to);
    double rank = q * (size - 1);
    int lower = (int) Math.floor(rank);
    int upper = Math.min(size - 1, lower + 1);
    double weight = rank - lower;
    return values[from + lower] * (1 - weight) + values[from + upper] * weight;
  }

  private static void sortNanFirst(double[] values, int from, int to) {
    Arrays.sort(values, from, to); // NaN last
    int nans = 0;
    while (nans < to - from && Double.isNaN(values[to - 1 - nans])) {
      nans++;
    }
    System.arraycopy(values, from, values, from + nans, to - from - nans);
    Arrays.fill(values, from, from + nans, Double.NaN);
  }
}
