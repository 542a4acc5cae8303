package io.kaldrix.monitor.core.query.plan.window;

/** How often a sample follows another in a certain way. */
final class StepCountState implements WindowState {

  private final Step counted;
  private double[] last = new double[0];
  private int[] steps = new int[0];

  private StepCountState(Step counted) {
    this.counted = counted;
  }

  /** What counts. */
  private interface Step {
    boolean counts(double from, double to);
  }

  static StepCountState changes() {
    return new StepCountState(
        (from, to) -> from != to && !(Double.isNaN(from) && Double.isNaN(to)));
  }

  static StepCountState resets() {
    return new StepCountState((from, to) -> to < from);
  }

  @Override
  public void resize(int series, long untilMillis) {
    last = new double[series];
    steps = new int[series];
  }

  @Override
  public void clear(int series) {
    steps[series] = 0;
  }

  @Override
  public void push(int series, boolean first, long millis, double value) {
    if (!first && counted.counts(last[series], value)) {
      steps[series]++;
    }
    last[series] = value;
  }

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    if (counted.counts(value, next)) {
      steps[series]--;
    }
    return true;
  }

  int steps(int series) {
    return steps[series];
  }
}
