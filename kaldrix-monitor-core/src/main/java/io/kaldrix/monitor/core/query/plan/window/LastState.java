package io.kaldrix.monitor.core.query.plan.window;

/** The last sample. */
final class LastState implements WindowState {

  private double[] last = new double[0];

  @Override
  public void resize(int series, long untilMillis) {
    last = new double[series];
  }

  @Override
  public void clear(int series) {}

  @Override
  public void push(int series, boolean first, long millis, double value) {
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
}
