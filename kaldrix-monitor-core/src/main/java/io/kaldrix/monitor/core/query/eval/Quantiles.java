package io.kaldrix.monitor.core.query.eval;

import java.util.Arrays;

/** Quantiles of few values. */
final class Quantiles {

  private Quantiles() {}

  /**
   * Returns the {@code q} quantile, interpolated between neighbours; NaN counts as the least value.
   *
   * @param q from 0 to 1; below and above the answer is infinite
   * @param values any order; sorted afterwards
   */
  static double quantile(double q, double[] values) {
    if (values.length == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    sortNanFirst(values);
    double rank = q * (values.length - 1);
    int lower = (int) Math.floor(rank);
    int upper = Math.min(values.length - 1, lower + 1);
    double weight = rank - lower;
    return values[lower] * (1 - weight) + values[upper] * weight;
  }

  private static void sortNanFirst(double[] values) {
    Arrays.sort(values); // NaN last
    int nans = 0;
    while (nans < values.length && Double.isNaN(values[values.length - 1 - nans])) {
      nans++;
    }
    System.arraycopy(values, 0, values, nans, values.length - nans);
    Arrays.fill(values, 0, nans, Double.NaN);
  }
}
