package io.kaldrix.monitor.core.query.plan.window;

/** The last two samples. */
final class LastTwoState implements WindowState {

  private final CounterStarts starts;
  private long[] beforeMillis = new long[0];
  private long[] lastMillis = new long[0];
  private double[] before = new double[0];
  private double[] last = new double[0];

  LastTwoState(CounterStarts starts) {
    this.starts = starts;
  }

  @Override
  public void resize(int series, long untilMillis) {
    beforeMillis = new long[series];
    lastMillis = new long[series];
    before = new double[series];
    last = new double[series];
  }

  @Override
  public void clear(int series) {}

  @Override
  public void push(int series, boolean first, long millis, double value) {
    beforeMillis[series] = lastMillis[series];
    before[series] = last[series];
    lastMillis[series] = millis;
    last[series] = value;
  }

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    return true;
  }

  @Override
  public boolean asksForNext() {
    return false;
  }

  double last(int series) {
    return last[series];
  }

  double before(int series) {
    return before[series];
  }

  boolean isReset(int series) {
    return last[series] < before[series]
        || starts.isBetween(series, beforeMillis[series], lastMillis[series]);
  }

  double seconds(int series) {
    return (lastMillis[series] - beforeMillis[series]) / 1000.0;
  }
}
