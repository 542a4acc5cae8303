package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.util.Optional;

/** How much a native histogram changes within a window. What it makes is a gauge. */
final class HistogramRates {

  private static final String SUBTRACTION = "subtraction";
  private static final String ADDITION = "addition";

  private HistogramRates() {}

  /** Returns the change from the first to the last sample, resets of a counter made good. */
  static Optional<NativeHistogram> change(Window window, boolean counter, Notices notices) {
    int last = window.size() - 1;
    noteHints(window, counter, notices);
    NativeHistogram first = window.histogram(0);
    NativeHistogram end = window.histogram(last);
    boolean resetAtOnce = counter && last > 0 && window.isHistogramReset(1);
    if (resetAtOnce) {
      first = window.histogram(1).emptied(); // what it was before does not matter
    }
    for (int i = 1; i <= last; i++) {
      if ((counter || i == last) && !first.isCompatibleWith(window.histogram(i))) {
        notices.mixedBuckets(window.labels());
        return Optional.empty();
      }
    }
    Optional<NativeHistogram> change = notices.sum(end, first, -1, SUBTRACTION);
    for (int i = resetAtOnce ? 2 : 1; counter && i <= last && change.isPresent(); i++) {
      if (window.isHistogramReset(i)) {
        change = notices.sum(change.get(), window.histogram(i - 1), 1, ADDITION);
      }
    }
    return change.map(histogram -> histogram.withHint(ResetHint.GAUGE));
  }

  private static void noteHints(Window window, boolean counter, Notices notices) {
    int last = window.size() - 1;
    boolean anyGauge = false;
    for (int i = 0; i <= last; i++) {
      anyGauge |= window.histogram(i).hint() == ResetHint.GAUGE;
    }
    boolean bothGauges =
        window.histogram(0).hint() == ResetHint.GAUGE
            && window.histogram(last).hint() == ResetHint.GAUGE;
    if (counter && anyGauge) {
      notices.notACounter(window.labels());
    } else if (!counter && !bothGauges) {
      notices.notAGauge(window.labels());
    }
  }

  /** Returns the change between the last two samples; after a reset, the last one. */
  static Optional<NativeHistogram> lastChange(Window window, boolean counter, Notices notices) {
    int last = window.size() - 1;
    NativeHistogram before = window.histogram(last - 1);
    NativeHistogram end = window.histogram(last);
    boolean anyGauge = before.hint() == ResetHint.GAUGE || end.hint() == ResetHint.GAUGE;
    boolean bothGauges = before.hint() == ResetHint.GAUGE && end.hint() == ResetHint.GAUGE;
    if (counter && anyGauge) {
      notices.notACounter(window.labels());
    } else if (!counter && !bothGauges) {
      notices.notAGauge(window.labels());
    }
    if (counter && window.isHistogramReset(last)) {
      return Optional.of(end.withHint(ResetHint.GAUGE));
    }
    Optional<NativeHistogram> change = notices.sum(end, before, -1, SUBTRACTION);
    if (change.isEmpty()) {
      notices.mixedBuckets(window.labels());
    }
    return change.map(histogram -> histogram.withHint(ResetHint.GAUGE));
  }

  /** Returns the change over a window that reaches beyond its ends. */
  static Optional<NativeHistogram> extended(Window window, boolean counter, Notices notices) {
    boolean smoothed = window.reach() == Reach.SMOOTHED;
    int last = window.size() - 1;
    noteHints(window, counter, notices);
    for (int i = 1; i <= last; i++) {
      if (!window.histogram(0).isCompatibleWith(window.histogram(i))) {
        notices.mixedBuckets(window.labels());
        return Optional.empty();
      }
    }
    NativeHistogram left =
        smoothed && window.firstMillis() < window.startMillis()
            ? between(window, 0, window.startMillis(), counter)
            : window.histogram(0);
    boolean interpolatesRight = smoothed && last > 0 && window.lastMillis() > window.endMillis();
    NativeHistogram right =
        interpolatesRight
            ? between(window, last - 1, window.endMillis(), counter)
            : window.histogram(last);
    NativeHistogram change = right.plus(left, -1);
    if (counter) {
      int from = window.firstMillis() <= window.startMillis() ? 1 : 0;
      boolean leftCrossed =
          smoothed
              && last > 0
              && window.firstMillis() < window.startMillis()
              && window.isHistogramReset(1);
      int to = interpolatesRight || window.lastMillis() >= window.endMillis() ? last - 1 : last;
      NativeHistogram before = left;
      for (int i = from; i <= to; i++) {
        boolean madeGood = i == 1 && leftCrossed;
        boolean reset =
            i > 0 && (i == from ? isReset(window, i, before) : window.isHistogramReset(i));
        change = reset && !madeGood ? change.plus(before, 1) : change;
        before = window.histogram(i);
      }
      boolean endsInside = to == last;
      boolean sameInterval = leftCrossed && to < from;
      boolean reset = !endsInside && !sameInterval && last > 0 && isReset(window, last, before);
      change = reset ? change.plus(before, 1) : change;
    }
    return Optional.of(change.withHint(ResetHint.GAUGE));
  }

  private static boolean isReset(Window window, int index, NativeHistogram before) {
    return window.histogram(index).isResetAfter(before);
  }

  private static NativeHistogram between(Window window, int index, long atMillis, boolean counter) {
    return between(
        window.timestampMillis(index),
        window.histogram(index),
        window.timestampMillis(index + 1),
        window.histogram(index + 1),
        atMillis,
        counter);
  }

  /** Returns what lies between two histograms; a counter that was reset rises from nothing. */
  static NativeHistogram between(
      long leftMillis,
      NativeHistogram left,
      long rightMillis,
      NativeHistogram right,
      long atMillis,
      boolean counter) {
    double share = (double) (atMillis - leftMillis) / (double) (rightMillis - leftMillis);
    if (counter && right.isResetAfter(left)) {
      return right.times(share);
    }
    return left.plus(right.plus(left, -1).times(share), 1);
  }
}
