package io.kaldrix.monitor.core.query.plan.window;

import java.util.Arrays;

/**
 * Several sums, each with what rounding took away from it, so that what was added can be taken away
 * again with next to no loss.
 *
 * <p>Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
 * ZAMM 54(1), 1974.
 */
public final class CompensatedSums {

  private double[] sums = new double[0];
  private double[] compensations = new double[0];

  /** Creates no sums. */
  public CompensatedSums() {}

  /** Makes so many sums, each zero. */
  public void resize(int size) {
    if (sums.length == size) {
      Arrays.fill(sums, 0);
      Arrays.fill(compensations, 0);
    } else {
      sums = new double[size];
      compensations = new double[size];
    }
  }

  /** Makes a sum zero. */
  public void clear(int index) {
    sums[index] = 0;
    compensations[index] = 0;
  }

  /** Adds to a sum. */
  public void add(int index, double value) {
    double sum = sums[index];
    double total = sum + value;
    if (Double.isInfinite(total)) {
      compensations[index] = 0;
    } else if (Math.abs(sum) >= Math.abs(value)) {
      compensations[index] += (sum - total) + value;
    } else {
      compensations[index] += (value - total) + sum;
    }
    sums[index] = total;
  }

  /** Returns a sum. */
  public double value(int index) {
    return sums[index] + compensations[index];
  }

  /** Returns a sum divided, each part for itself so that none overflows. */
  public double dividedBy(int index, double divisor) {
    return sums[index] / divisor + compensations[index] / divisor;
  }

  /** Returns a sum without what rounding took away. */
  double rough(int index) {
    return sums[index];
  }

  /** Returns what rounding took away from a sum. */
  double compensation(int index) {
    return compensations[index];
  }
}
