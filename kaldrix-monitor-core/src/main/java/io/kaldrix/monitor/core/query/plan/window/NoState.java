package io.kaldrix.monitor.core.query.plan.window;

/** Nothing: what is asked is found out from all samples each time. */
final class NoState implements WindowState {

  @Override
  public void resize(int series, long untilMillis) {}

  @Override
  public void clear(int series) {}

  @Override
  public void push(int series, boolean first, long millis, double value) {}

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    return true;
  }

  @Override
  public boolean asksForNext() {
    return false;
  }
}
