package io.kaldrix.monitor.core.query.plan.window;

/** The first and last sample, and what a counter had reached at each reset between them. */
final class ChangeState implements WindowState {

  private long[] firstMillis = new long[0];
  private double[] first = new double[0];
  private double[] last = new double[0];
  private int[] resets = new int[0];
  private final CompensatedSums reached = new CompensatedSums();

  @Override
  public void resize(int series, long untilMillis) {
    firstMillis = new long[series];
    first = new double[series];
    last = new double[series];
    resets = new int[series];
    reached.resize(series);
  }

  @Override
  public void clear(int series) {
    resets[series] = 0;
    reached.clear(series);
  }

  @Override
  public void push(int series, boolean alone, long millis, double value) {
    if (alone) {
      firstMillis[series] = millis;
      first[series] = value;
    } else if (value < last[series]) {
      reached.add(series, last[series]);
      resets[series]++;
    }
    last[series] = value;
  }

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    firstMillis[series] = nextMillis;
    first[series] = next;
    if (next < value) {
      if (--resets[series] == 0) {
        reached.clear(series);
      } else {
        reached.add(series, -value);
        return Double.isFinite(reached.rough(series));
      }
    }
    return true;
  }

  long firstMillis(int series) {
    return firstMillis[series];
  }

  double first(int series) {
    return first[series];
  }

  double last(int series) {
    return last[series];
  }

  /** Returns the sum of what was reached at resets, zero if there were none. */
  double reached(int series) {
    return resets[series] == 0 ? 0 : reached.value(series);
  }
}
