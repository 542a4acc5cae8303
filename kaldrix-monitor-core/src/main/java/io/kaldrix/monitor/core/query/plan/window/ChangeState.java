package io.kaldrix.monitor.core.query.plan.window;

/** The first and last sample, and what a counter had reached at each reset between them. */
final class ChangeState implements WindowState {

  private final CounterStarts starts;
  private long[] firstMillis = new long[0];
  private long[] lastMillis = new long[0];
  private double[] first = new double[0];
  private double[] last = new double[0];
  private int[] resets = new int[0];
  private final CompensatedSums reached = new CompensatedSums();

  ChangeState(CounterStarts starts) {
    this.starts = starts;
  }

  @Override
  public void resize(int series, long untilMillis) {
    firstMillis = new long[series];
    lastMillis = new long[series];
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
    } else if (value < last[series] || starts.isBetween(series, lastMillis[series], millis)) {
      reached.add(series, last[series]);
      resets[series]++;
    }
    last[series] = value;
    lastMillis[series] = millis;
  }

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    firstMillis[series] = nextMillis;
    first[series] = next;
    if (next < value || starts.isBetween(series, millis, nextMillis)) {
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

  /** Returns when the counter was zero before its first sample, if that was after an instant. */
  long zeroAfter(int series, long afterMillis) {
    return starts.zeroAfter(series, afterMillis, firstMillis[series]);
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
