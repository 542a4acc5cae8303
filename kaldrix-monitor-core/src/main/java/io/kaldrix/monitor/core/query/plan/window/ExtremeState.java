package io.kaldrix.monitor.core.query.plan.window;

import java.util.Arrays;

/**
 * The least value, and those behind it that will be the least when it has left. NaN is no value
 * unless there is no other.
 *
 * <p>Source: the monotonic queue, as in D. Lemire, "Streaming maximum-minimum filter using no more
 * than three comparisons per element", Nordic Journal of Computing 13(4), 2006.
 */
final class ExtremeState implements WindowState {

  private static final double[] EMPTY = new double[0];

  private final double sign;
  private double[][] queues = new double[0][];
  private int[] heads = new int[0];
  private int[] sizes = new int[0];

  private ExtremeState(double sign) {
    this.sign = sign;
  }

  static ExtremeState least() {
    return new ExtremeState(1);
  }

  static ExtremeState greatest() {
    return new ExtremeState(-1);
  }

  @Override
  public void resize(int series, long untilMillis) {
    if (queues.length != series) {
      queues = new double[series][];
      Arrays.fill(queues, EMPTY);
      heads = new int[series];
    }
    sizes = new int[series];
  }

  @Override
  public void clear(int series) {
    sizes[series] = 0;
  }

  @Override
  public void push(int series, boolean first, long millis, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    double[] queue = queues[series];
    int head = heads[series];
    int size = sizes[series];
    double signed = sign * value;
    int mask = queue.length - 1;
    while (size > 0 && queue[(head + size - 1) & mask] > signed) {
      size--;
    }
    if (size == queue.length) {
      queue = grown(queue, head);
      queues[series] = queue;
      heads[series] = 0;
      head = 0;
      mask = queue.length - 1;
    }
    queue[(head + size) & mask] = signed;
    sizes[series] = size + 1;
  }

  private static double[] grown(double[] queue, int head) {
    double[] larger = new double[Math.max(8, queue.length * 2)];
    for (int i = 0; i < queue.length; i++) {
      larger[i] = queue[(head + i) & (queue.length - 1)];
    }
    return larger;
  }

  @Override
  public boolean evict(int series, long millis, double value, long nextMillis, double next) {
    // A value is in the queue unless a lesser one came after it; equal ones are all in it.
    if (sizes[series] > 0 && queues[series][heads[series]] == sign * value) {
      heads[series] = (heads[series] + 1) & (queues[series].length - 1);
      sizes[series]--;
    }
    return true;
  }

  @Override
  public boolean asksForNext() {
    return false;
  }

  double extreme(int series) {
    return sizes[series] == 0 ? Double.NaN : sign * queues[series][heads[series]];
  }
}
