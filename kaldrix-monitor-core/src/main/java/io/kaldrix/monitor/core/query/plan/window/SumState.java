package io.kaldrix.monitor.core.query.plan.window;

/**
 * The sum of the samples. A value that leaves and dwarfs what stays leaves its rounding behind:
 * then the sum is made anew. So is one of which some part is not finite, each time it is asked for.
 */
final class SumState implements WindowState {

  /** As much greater than what stays a value may be, of the 2^50 or so that a sum carries along. */
  private static final double DWARFS = 0x1p20;

  private final CompensatedSums sums = new CompensatedSums();
  private double[] last = new double[0];
  private int[] notFinite = new int[0];

  @Override
  public void resize(int series, long untilMillis) {
    sums.resize(series);
    last = new double[series];
    notFinite = new int[series];
  }

  @Override
  public void clear(int series) {
    sums.clear(series);
    notFinite[series] = 0;
  }

  @Override
  public void push(int series, boolean first, long millis, double value) {
    last[series] = value;
    if (Double.isFinite(value)) {
      sums.add(series, value);
    } else {
      notFinite[series]++;
    }
  }

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    if (!Double.isFinite(value)) {
      notFinite[series]--;
      return true;
    }
    sums.add(series, -value);
    double stays = Math.max(Math.abs(sums.rough(series)), Math.abs(last[series]));
    return Double.isFinite(stays) && (value == 0 || Math.abs(value) <= DWARFS * stays);
  }

  @Override
  public boolean asksForNext() {
    return false;
  }

  /** Returns whether the sum says what the samples add up to. */
  boolean isExact(int series) {
    return notFinite[series] == 0 && Double.isFinite(sums.rough(series));
  }

  double sum(int series) {
    return sums.value(series);
  }

  double mean(int series, int count) {
    return sums.dividedBy(series, count);
  }
}
