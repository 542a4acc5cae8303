package io.kaldrix.monitor.core.query.plan.window;

/** How often a sample follows another in a certain way. */
final class StepCountState implements WindowState {

  private final Step counted;
  private long[] lastMillis = new long[0];
  private double[] last = new double[0];
  private int[] steps = new int[0];

  private StepCountState(Step counted) {
    this.counted = counted;
  }

  /** What counts. */
  private interface Step {
    boolean counts(int series, long fromMillis, double from, long toMillis, double to);
  }

  static StepCountState changes() {
    return new StepCountState(
        (series, fromMillis, from, toMillis, to) ->
            from != to && !(Double.isNaN(from) && Double.isNaN(to)));
  }

  static StepCountState resets(CounterStarts starts) {
    return new StepCountState(
        (series, fromMillis, from, toMillis, to) ->
            to < from || starts.isBetween(series, fromMillis, toMillis));
  }

  @Override
  public void resize(int series, long untilMillis) {
    last = new double[series];
    lastMillis = new long[series];
    steps = new int[series];
  }

  @Override
  public void clear(int series) {
    steps[series] = 0;
  }

  @Override
  public void push(int series, boolean first, long millis, double value) {
    if (!first && counted.counts(series, lastMillis[series], last[series], millis, value)) {
      steps[series]++;
    }
    last[series] = value;
    lastMillis[series] = millis;
  }

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    if (counted.counts(series, millis, value, nextMillis, next)) {
      steps[series]--;
    }
    return true;
  }

  int steps(int series) {
    return steps[series];
  }
}
