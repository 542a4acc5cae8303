package io.kaldrix.monitor.core.query.eval;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How much a series changes within a window.
 *
 * <p>{@code rate}, {@code increase} and {@code delta} extrapolate what lies between the first and
 * the last sample to the whole window: up to its edge if a sample is so near the edge that it may
 * well be the last one (within 1.1 times their mean distance), otherwise by half that distance. A
 * counter is never extrapolated back beyond the time it was zero. A counter that falls has been
 * reset and started again from zero.
 */
final class Rates {

  private static final double NEAR_EDGE = 1.1;
  private static final List<String> COUNTER_ENDINGS =
      List.of("_total", "_sum", "_count", "_bucket");

  private Rates() {}

  /** {@code rate(m)}: of a counter, per second. */
  static Value rate(Invocation call) {
    informOfOthers(call);
    return call.reduced(0, window -> extrapolated(window, true, window.rangeSeconds()));
  }

  /** {@code increase(m)}: of a counter, over the window. */
  static Value increase(Invocation call) {
    informOfOthers(call);
    return call.reduced(0, window -> extrapolated(window, true, 1));
  }

  /** {@code delta(m)}: of a gauge, over the window. */
  static Value delta(Invocation call) {
    return call.reduced(0, window -> extrapolated(window, false, 1));
  }

  private static void informOfOthers(Invocation call) {
    for (Window window : call.windows(0)) {
      String name = window.labels().metricName();
      if (!name.isEmpty() && COUNTER_ENDINGS.stream().noneMatch(name::endsWith)) {
        call.inform(
            0,
            "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: \""
                + name
                + "\"");
      }
    }
  }

  private static OptionalDouble extrapolated(Window window, boolean counter, double divisor) {
    if (window.size() < 2) {
      return OptionalDouble.empty();
    }
    double change = window.lastValue() - window.firstValue();
    if (counter) {
      for (int i = 1; i < window.size(); i++) {
        change += window.value(i) < window.value(i - 1) ? window.value(i - 1) : 0;
      }
    }
    double sampled = (window.lastMillis() - window.firstMillis()) / 1000.0;
    double distance = sampled / (window.size() - 1);
    double toStart = (window.firstMillis() - window.startMillis()) / 1000.0;
    double toEnd = (window.endMillis() - window.lastMillis()) / 1000.0;
    if (toStart >= distance * NEAR_EDGE) {
      toStart = distance / 2;
    }
    if (counter && change > 0 && window.firstValue() >= 0) {
      toStart = Math.min(toStart, sampled * (window.firstValue() / change)); // when it was zero
    }
    if (toEnd >= distance * NEAR_EDGE) {
      toEnd = distance / 2;
    }
    double factor = (sampled + toStart + toEnd) / sampled / divisor;
    return OptionalDouble.of(change * factor);
  }

  /** {@code irate(m)}: of a counter, per second between its last two samples. */
  static OptionalDouble instantRate(Window window) {
    if (window.size() < 2) {
      return OptionalDouble.empty();
    }
    double last = window.lastValue();
    double before = window.value(window.size() - 2);
    double seconds = (window.lastMillis() - window.timestampMillis(window.size() - 2)) / 1000.0;
    return OptionalDouble.of((last < before ? last : last - before) / seconds);
  }

  /** {@code idelta(m)}: of a gauge, between its last two samples. */
  static OptionalDouble instantDelta(Window window) {
    return window.size() < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(window.lastValue() - window.value(window.size() - 2));
  }

  /** {@code changes(m)}: how often the value changed. */
  static double changes(Window window) {
    int changes = 0;
    for (int i = 1; i < window.size(); i++) {
      double before = window.value(i - 1);
      double value = window.value(i);
      boolean bothNan = Double.isNaN(before) && Double.isNaN(value);
      changes += value != before && !bothNan ? 1 : 0;
    }
    return changes;
  }

  /** {@code resets(m)}: how often the value fell. */
  static double resets(Window window) {
    int resets = 0;
    for (int i = 1; i < window.size(); i++) {
      resets += window.value(i) < window.value(i - 1) ? 1 : 0;
    }
    return resets;
  }
}
