package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.Reach;

/**
 * How much a series changes within a window that reaches beyond its ends, so that nothing needs to
 * be extrapolated: with {@code anchored} from the last sample at or before the start to the last
 * one in the window; with {@code smoothed} from end to end, where values are interpolated between
 * the samples around.
 *
 * <p>Source: Prometheus proposal 52, "Extended range selectors semantics".
 */
final class ExtendedChange {

  private ExtendedChange() {}

  /** Returns the change over the whole window; resets of a counter are made good. */
  static double of(Window window, boolean counter) {
    boolean smoothed = window.reach() == Reach.SMOOTHED;
    int last = window.size() - 1;
    double left =
        smoothed && window.firstMillis() < window.startMillis()
            ? interpolated(window, 0, window.startMillis(), counter)
            : window.firstValue();
    double right =
        smoothed && last > 0 && window.lastMillis() > window.endMillis()
            ? interpolated(window, last - 1, window.endMillis(), counter)
            : window.lastValue();
    if (!counter) {
      return right - left;
    }
    int from = window.firstMillis() <= window.startMillis() ? 1 : 0;
    int to = window.lastMillis() >= window.endMillis() ? last - 1 : last;
    double change = right - left;
    double before = left;
    for (int i = from; i <= to; i++) {
      change += window.value(i) < before ? before : 0;
      before = window.value(i);
    }
    return right < before ? change + before : change;
  }

  private static double interpolated(Window window, int index, long atMillis, boolean counter) {
    return between(
        window.timestampMillis(index),
        window.value(index),
        window.timestampMillis(index + 1),
        window.value(index + 1),
        atMillis,
        counter);
  }

  /** Returns the value on the line between two samples; a counter that falls rises from zero. */
  static double between(
      long leftMillis,
      double left,
      long rightMillis,
      double right,
      long atMillis,
      boolean counter) {
    double from = counter && right < left ? 0 : left;
    return from
        + (right - from) * ((double) (atMillis - leftMillis) / (double) (rightMillis - leftMillis));
  }
}
