package io.kaldrix.monitor.core.query.plan.window;

/**
 * A function of a moving stretch of time, asked at one instant after another. For one thread.
 *
 * <p>The window may be shared with functions that keep the same of samples.
 */
public final class WindowCall {

  private final WindowFunction function;
  private final SlidingWindow window;
  private double[] values = new double[0];
  private long[] millis = new long[0];
  private double parameter;
  private long startMillis;
  private long endMillis;
  private long atMillis;

  WindowCall(WindowFunction function, SlidingWindow window) {
    this.function = function;
    this.window = window;
  }

  /** Returns the window. */
  public SlidingWindow window() {
    return window;
  }

  /**
   * Writes what the function says of each series, absent if it says nothing. The window must have
   * been advanced to this stretch.
   *
   * @param startMillis where the stretch starts
   * @param endMillis where it ends
   * @param atMillis the instant of evaluation
   * @param parameter the function's other argument, if it has one
   */
  public void write(
      long startMillis, long endMillis, long atMillis, double parameter, double[] out) {
    this.startMillis = startMillis;
    this.endMillis = endMillis;
    this.atMillis = atMillis;
    this.parameter = parameter;
    function.write(this, out);
  }

  int count(int series) {
    return window.count(series);
  }

  double parameter() {
    return parameter;
  }

  long startMillis() {
    return startMillis;
  }

  long endMillis() {
    return endMillis;
  }

  long atMillis() {
    return atMillis;
  }

  double rangeSeconds() {
    return (endMillis - startMillis) / 1000.0;
  }

  /** Returns a series' values in order of time, and perhaps something behind them; not to keep. */
  double[] values(int series) {
    int rows = window.rowCount();
    if (values.length < rows) {
      values = new double[rows + rows / 4 + 16];
      millis = new long[values.length];
    }
    window.gather(series, millis, values);
    return values;
  }

  /** Returns when the values were that {@link #values} has returned. */
  long[] millis() {
    return millis;
  }
}
