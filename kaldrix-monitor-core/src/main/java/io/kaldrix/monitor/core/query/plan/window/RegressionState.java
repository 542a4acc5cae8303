package io.kaldrix.monitor.core.query.plan.window;

/**
 * The sums that a straight line by least squares is made of. Times count in milliseconds from an
 * origin near the window, which moves on about once in a window's length; the sums carry along what
 * rounding takes away, since the line is a small difference between large ones.
 */
final class RegressionState implements WindowState {

  /** As much greater than what stays a value may be, of the 2^50 or so that a sum carries along. */
  private static final double DWARFS = 0x1p20;

  private final long rangeMillis;
  private final long staggerMillis;
  private long origin = Long.MIN_VALUE;
  private final CompensatedSums y = new CompensatedSums();
  private final CompensatedSums xy = new CompensatedSums();
  private final CompensatedSums xx = new CompensatedSums();
  private long[] x = new long[0];
  private double[] last = new double[0];
  private int[] changes = new int[0];
  private int[] notFinite = new int[0];

  /**
   * Creates empty sums.
   *
   * @param rangeMillis how long the window is
   * @param staggerMillis how much sooner the first origin wears out, so that not all do at once
   */
  RegressionState(long rangeMillis, long staggerMillis) {
    this.rangeMillis = rangeMillis;
    this.staggerMillis = staggerMillis;
  }

  @Override
  public void resize(int series, long untilMillis) {
    origin = origin == Long.MIN_VALUE ? untilMillis - staggerMillis : untilMillis;
    y.resize(series);
    xy.resize(series);
    xx.resize(series);
    x = new long[series];
    last = new double[series];
    changes = new int[series];
    notFinite = new int[series];
  }

  @Override
  public boolean isWorn(long untilMillis) {
    return origin != Long.MIN_VALUE && untilMillis - origin > rangeMillis;
  }

  @Override
  public void clear(int series) {
    y.clear(series);
    xy.clear(series);
    xx.clear(series);
    x[series] = 0;
    changes[series] = 0;
    notFinite[series] = 0;
  }

  @Override
  public void push(int series, boolean first, long millis, double value) {
    if (!first && value != last[series]) {
      changes[series]++;
    }
    last[series] = value;
    if (!Double.isFinite(value)) {
      notFinite[series]++;
      return;
    }
    long time = millis - origin;
    x[series] += time;
    xx.add(series, (double) time * time);
    add(series, time, value);
  }

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    if (next != value) {
      changes[series]--;
    }
    if (!Double.isFinite(value)) {
      notFinite[series]--;
      return true;
    }
    long time = millis - origin;
    x[series] -= time;
    xx.add(series, -(double) time * time);
    add(series, time, -value);
    double stays = Math.max(Math.abs(y.rough(series)), Math.abs(last[series]));
    return Double.isFinite(stays) && (value == 0 || Math.abs(value) <= DWARFS * stays);
  }

  /** Adds a value and its product with a time, the latter in two parts that are exact. */
  private void add(int series, long time, double value) {
    double high = TwoDoubles.high(value);
    y.add(series, value);
    xy.add(series, time * high);
    xy.add(series, time * (value - high));
  }

  /** Returns whether all values are the same. */
  boolean isFlat(int series) {
    return changes[series] == 0;
  }

  double last(int series) {
    return last[series];
  }

  /** Returns whether all values are finite; the sums say nothing of the others. */
  boolean isExact(int series) {
    return notFinite[series] == 0;
  }

  /**
   * Returns the line's slope, per millisecond.
   *
   * @param count how many samples there are, two or more
   */
  double slope(int series, int count) {
    double covariance =
        TwoDoubles.differenceOfProducts(
            count,
            xy.rough(series),
            xy.compensation(series),
            (double) x[series],
            y.rough(series),
            y.compensation(series));
    double variance =
        TwoDoubles.differenceOfProducts(
            count,
            xx.rough(series),
            xx.compensation(series),
            (double) x[series],
            (double) x[series],
            0);
    return covariance / variance;
  }

  /** Returns the line's value at an instant. */
  double valueAt(int series, int count, double slope, long millis) {
    double fromMiddle = (millis - origin) - (double) x[series] / count;
    return y.dividedBy(series, count) + slope * fromMiddle;
  }
}
