package io.kaldrix.monitor.core.query.plan.window;

import io.kaldrix.monitor.core.series.SeriesHead;
import io.kaldrix.monitor.core.series.SeriesStarts;

/**
 * How much series change within a window, extrapolated to all of it as {@code rate} does. The same
 * arithmetic as the interpreter's, so that results agree to the last bit where no reset is about;
 * what depends on times alone is calculated once for neighbours that were sampled together.
 */
final class Extrapolation {

  private static final double NEAR_EDGE = 1.1;

  private Extrapolation() {}

  static void write(WindowCall call, boolean counter, double divisor, double[] out) {
    SlidingWindow window = call.window();
    ChangeState state = (ChangeState) window.state();
    long firstMillis = 0;
    long lastMillis = 0;
    int count = 0;
    double sampled = 0;
    double toStart = 0;
    double toEnd = 0;
    double wholeFactor = 0;
    for (int i = 0; i < out.length; i++) {
      long zero =
          counter && window.count(i) > 0
              ? state.zeroAfter(i, call.startMillis())
              : SeriesStarts.UNKNOWN;
      if (zero != SeriesStarts.UNKNOWN) {
        out[i] = sinceZero(call, i, zero, divisor);
        continue;
      }
      if (window.count(i) < 2) {
        out[i] = SeriesHead.absent();
        continue;
      }
      if (count != window.count(i)
          || firstMillis != state.firstMillis(i)
          || lastMillis != window.lastMillis(i)) {
        count = window.count(i);
        firstMillis = state.firstMillis(i);
        lastMillis = window.lastMillis(i);
        sampled = (lastMillis - firstMillis) / 1000.0;
        double distance = sampled / (count - 1);
        toStart = (firstMillis - call.startMillis()) / 1000.0;
        toEnd = (call.endMillis() - lastMillis) / 1000.0;
        toStart = toStart >= distance * NEAR_EDGE ? distance / 2 : toStart;
        toEnd = toEnd >= distance * NEAR_EDGE ? distance / 2 : toEnd;
        wholeFactor = (sampled + toStart + toEnd) / sampled;
      }
      double first = state.first(i);
      double change = state.last(i) - first;
      double factor = wholeFactor;
      if (counter) {
        change += state.reached(i);
        if (change > 0 && first >= 0 && mayReachZero(sampled, first, change, toStart)) {
          double sinceZero = Math.min(toStart, sampled * (first / change));
          factor = (sampled + sinceZero + toEnd) / sampled;
        }
      }
      out[i] = change * (factor / divisor);
    }
  }

  /** A counter that was zero within the window is not extrapolated back beyond that. */
  private static double sinceZero(WindowCall call, int series, long zeroMillis, double divisor) {
    SlidingWindow window = call.window();
    ChangeState state = (ChangeState) window.state();
    long last = window.lastMillis(series);
    int intervals = window.count(series) - 1;
    double sampled = (last - zeroMillis) / 1000.0;
    double distance = intervals == 0 ? 0 : (last - state.firstMillis(series)) / 1000.0 / intervals;
    double toEnd = (call.endMillis() - last) / 1000.0;
    toEnd = toEnd >= distance * NEAR_EDGE ? distance / 2 : toEnd;
    double change = state.last(series) + state.reached(series);
    return change * ((sampled + toEnd) / sampled / divisor);
  }

  /** Saves a division where the counter was zero clearly before the window. */
  private static boolean mayReachZero(double sampled, double first, double change, double toStart) {
    return !(sampled * first > 1.000001 * toStart * change);
  }
}
