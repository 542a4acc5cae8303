package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.QuotedText;
import io.kaldrix.monitor.core.query.ast.Reach;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How much a series changes within a window.
 *
 * <p>{@code rate}, {@code increase} and {@code delta} extrapolate what lies between the first and
 * the last sample to the whole window: up to its edge if a sample is so near the edge that it may
 * well be the last one (within 1.1 times their mean distance), otherwise by half that distance. A
 * counter is never extrapolated back beyond the time it was zero; if that is known, it is a sample
 * like any other. A counter that falls has been reset and started again from zero. Where a window
 * reaches beyond its ends nothing is extrapolated: {@link ExtendedChange}.
 */
final class Rates {

  private static final double NEAR_EDGE = 1.1;
  private static final String TYPE = "__type__";
  private static final List<String> COUNTER_ENDINGS =
      List.of("_total", "_sum", "_count", "_bucket");

  private Rates() {}

  /** {@code rate(m)}: of a counter, per second. */
  static Value rate(Invocation call) {
    annotate(call);
    return call.reduced(0, window -> change(window, true, window.rangeSeconds()));
  }

  /** {@code increase(m)}: of a counter, over the window. */
  static Value increase(Invocation call) {
    annotate(call);
    return call.reduced(0, window -> change(window, true, 1));
  }

  /** {@code delta(m)}: of a gauge, over the window. */
  static Value delta(Invocation call) {
    return call.reduced(0, window -> change(window, false, 1));
  }

  private static void annotate(Invocation call) {
    for (Window window : call.windows(0)) {
      String name = window.labels().metricName();
      String type = window.labels().value(TYPE);
      if (window.hasOverlappingStarts()) {
        call.warn(
            0,
            "sample has start time that overlaps with previous sample timestamp for metric "
                + QuotedText.quote(name));
      }
      if (!name.isEmpty() && !type.isEmpty()) {
        if (!type.equals("counter") && !type.equals("histogram")) {
          call.inform(
              0,
              "metric might not be a counter, __type__ label is not set to \"counter\" or"
                  + " \"histogram\", got "
                  + QuotedText.quote(type)
                  + ": "
                  + QuotedText.quote(name));
        }
      } else if (!name.isEmpty() && COUNTER_ENDINGS.stream().noneMatch(name::endsWith)) {
        call.inform(
            0,
            "metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
                + QuotedText.quote(name));
      }
    }
  }

  private static OptionalDouble change(Window window, boolean counter, double divisor) {
    return window.reach() == Reach.NONE
        ? extrapolated(window, counter, divisor)
        : OptionalDouble.of(ExtendedChange.of(window, counter) / divisor);
  }

  private static OptionalDouble extrapolated(Window window, boolean counter, double divisor) {
    int intervals = window.size() - 1;
    boolean fromZero = counter && window.startsInside();
    if (intervals == 0 && !fromZero) {
      return OptionalDouble.empty();
    }
    double change = window.lastValue() - (fromZero ? 0 : window.firstValue());
    for (int i = 1; counter && i < window.size(); i++) {
      change += window.isReset(i) ? window.value(i - 1) : 0;
    }
    long from = fromZero ? window.knownStart(0) : window.firstMillis();
    double sampled = (window.lastMillis() - from) / 1000.0;
    double distance =
        intervals == 0 ? 0 : (window.lastMillis() - window.firstMillis()) / 1000.0 / intervals;
    double toStart = fromZero ? 0 : (from - window.startMillis()) / 1000.0;
    double toEnd = (window.endMillis() - window.lastMillis()) / 1000.0;
    if (toStart >= distance * NEAR_EDGE) {
      toStart = distance / 2;
    }
    if (counter && !fromZero && change > 0 && window.firstValue() >= 0) {
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
    boolean reset = window.isReset(window.size() - 1);
    return OptionalDouble.of((reset ? last : last - before) / seconds);
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

  /** {@code resets(m)}: how often the value fell, or counting began anew. */
  static double resets(Window window) {
    int resets = 0;
    for (int i = 1; i < window.size(); i++) {
      resets += window.isReset(i) ? 1 : 0;
    }
    return resets;
  }
}
