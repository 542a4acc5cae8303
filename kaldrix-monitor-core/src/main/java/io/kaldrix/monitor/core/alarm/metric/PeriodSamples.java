package io.kaldrix.monitor.core.alarm.metric;

import io.kaldrix.monitor.core.alarm.Periods;
import java.util.Arrays;

/** Gathers the samples of each period, from any number of series. For one thread. */
final class PeriodSamples implements Increments.Sink {

  private final Periods periods;
  private final double[][] samples;
  private final int[] sizes;
  private int last; // samples of a series come in order, so the next is in this period or a later

  PeriodSamples(Periods periods) {
    this.periods = periods;
    this.samples = new double[periods.count()][0];
    this.sizes = new int[periods.count()];
  }

  @Override
  public void accept(long timestampMillis, double value) {
    if (timestampMillis <= periods.start() || timestampMillis > periods.end()) {
      return;
    }
    int period = timestampMillis > periods.bound(last) ? last : 0;
    while (timestampMillis > periods.bound(period + 1)) {
      period++;
    }
    if (sizes[period] == samples[period].length) {
      samples[period] = Arrays.copyOf(samples[period], Math.max(8, sizes[period] * 2));
    }
    samples[period][sizes[period]++] = value;
    last = period;
  }

  double[] of(int period) {
    return Arrays.copyOf(samples[period], sizes[period]);
  }
}
