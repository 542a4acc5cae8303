package io.kaldrix.monitor.core.query.eval;

/** Figures of a few values, at least one. */
public final class Statistics {

  private Statistics() {}

  static double sum(double[] values) {
    return sum(values, values.length);
  }

  /** Returns the sum of the first {@code size} values. */
  public static double sum(double[] values, int size) {
    KahanSum sum = new KahanSum();
    for (int i = 0; i < size; i++) {
      sum.add(values[i]);
    }
    return sum.value();
  }

  static double mean(double[] values) {
    return mean(values, values.length);
  }

  /** Returns the mean of the first {@code size} values. */
  public static double mean(double[] values, int size) {
    Mean mean = new Mean();
    for (int i = 0; i < size; i++) {
      mean.add(values[i]);
    }
    return mean.value();
  }

  /** Returns the least value; NaN only if all are. */
  static double least(double[] values) {
    double least = values[0];
    for (double value : values) {
      least = value < least || Double.isNaN(least) ? value : least;
    }
    return least;
  }

  /** Returns the greatest value; NaN only if all are. */
  static double greatest(double[] values) {
    double greatest = values[0];
    for (double value : values) {
      greatest = value > greatest || Double.isNaN(greatest) ? value : greatest;
    }
    return greatest;
  }

  /** Returns the median of how far the values lie from their median; NaN if one is NaN. */
  static double medianDeviation(double[] values) {
    for (double value : values) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
    }
    double median = Quantiles.quantile(0.5, values);
    double[] deviations = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = Math.abs(values[i] - median);
    }
    return Quantiles.quantile(0.5, deviations);
  }

  /**
   * Returns the variance of a whole population.
   *
   * <p>Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and
   * products", Technometrics 4(3), 1962; both running values as compensated sums.
   */
  static double variance(double[] values) {
    return variance(values, values.length);
  }

  /** Returns the variance of the first {@code size} values. */
  public static double variance(double[] values, int size) {
    KahanSum mean = new KahanSum();
    KahanSum squares = new KahanSum();
    double count = 0;
    for (int i = 0; i < size; i++) {
      double value = values[i];
      count++;
      double distance = value - mean.value();
      mean.add(distance / count);
      squares.add(distance * (value - mean.value()));
    }
    return squares.value() / count;
  }
}
