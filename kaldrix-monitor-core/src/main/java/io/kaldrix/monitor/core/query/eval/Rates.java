package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.core.query.ast.QuotedText;
import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

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
    return changed(call, true, Window::rangeSeconds);
  }

  /** {@code increase(m)}: of a counter, over the window. */
  static Value increase(Invocation call) {
    annotate(call);
    return changed(call, true, window -> 1);
  }

  /** {@code delta(m)}: of a gauge, over the window. */
  static Value delta(Invocation call) {
    return changed(call, false, window -> 1);
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
      if (window.histogramCount() > 0) {
        continue; // its samples tell what it is
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

  private static Value changed(Invocation call, boolean counter, ToDoubleFunction<Window> divisor) {
    return call.reducedEither(
        0,
        window -> change(window, counter, divisor.applyAsDouble(window)),
        (window, notices) -> change(window, counter, divisor.applyAsDouble(window), notices));
  }

  private static Optional<NativeHistogram> change(
      Window window, boolean counter, double divisor, Notices notices) {
    if (window.reach() != Reach.NONE) {
      return HistogramRates.extended(window, counter, notices)
          .map(change -> change.times(1 / divisor));
    }
    boolean fromZero = counter && window.startsInside();
    if (window.size() < 2 && !fromZero) {
      return Optional.empty();
    }
    Optional<NativeHistogram> change = HistogramRates.change(window, counter, notices);
    if (fromZero) {
      boolean whole = window.size() == 1;
      NativeHistogram first = window.histogram(0);
      change = change.map(rest -> whole ? first : rest.plus(first, 1));
    }
    return change.map(
        histogram -> {
          double first = window.histogram(0).count();
          double factor = factor(window, counter, histogram.count(), first) / divisor;
          return histogram.withHint(ResetHint.GAUGE).times(factor);
        });
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
    double factor = factor(window, counter, change, window.firstValue()) / divisor;
    return OptionalDouble.of(change * factor); // in this order, to the last digit as Prometheus
  }

  /** Returns what a change between samples is multiplied by to be that of the whole window. */
  private static double factor(Window window, boolean counter, double change, double first) {
    int intervals = window.size() - 1;
    boolean fromZero = counter && window.startsInside();
    long from = fromZero ? window.knownStart(0) : window.firstMillis();
    double sampled = (window.lastMillis() - from) / 1000.0;
    double distance =
        intervals == 0 ? 0 : (window.lastMillis() - window.firstMillis()) / 1000.0 / intervals;
    double toStart = fromZero ? 0 : (from - window.startMillis()) / 1000.0;
    double toEnd = (window.endMillis() - window.lastMillis()) / 1000.0;
    if (toStart >= distance * NEAR_EDGE) {
      toStart = distance / 2;
    }
    if (counter && !fromZero && change > 0 && first >= 0) {
      toStart = Math.min(toStart, sampled * (first / change)); // when it was zero
    }
    if (toEnd >= distance * NEAR_EDGE) {
      toEnd = distance / 2;
    }
    return (sampled + toStart + toEnd) / sampled;
  }

  /** {@code irate(m)}: of a counter, per second between its last two samples. */
  static Value instantRate(Invocation call) {
    return lastTwo(
        call,
        pair -> {
          double change = pair.isReset(1) ? pair.lastValue() : pair.lastValue() - pair.firstValue();
          return OptionalDouble.of(change / seconds(pair));
        },
        (pair, notices) ->
            HistogramRates.lastChange(pair, true, notices)
                .map(change -> change.dividedBy(seconds(pair))));
  }

  /** {@code idelta(m)}: of a gauge, between its last two samples. */
  static Value instantDelta(Invocation call) {
    return lastTwo(
        call,
        pair -> OptionalDouble.of(pair.lastValue() - pair.firstValue()),
        (pair, notices) -> HistogramRates.lastChange(pair, false, notices));
  }

  private static double seconds(Window pair) {
    return (pair.lastMillis() - pair.firstMillis()) / 1000.0;
  }

  private static Value lastTwo(
      Invocation call,
      Function<Window, OptionalDouble> numbers,
      BiFunction<Window, Notices, Optional<NativeHistogram>> histograms) {
    List<Window> pairs =
        call.windows(0).stream().filter(window -> window.size() > 1).map(Window::lastTwo).toList();
    return call.reducedEither(pairs, 0, numbers, histograms);
  }

  /** {@code changes(m)}: how often the value changed. */
  static double changes(Window window) {
    int changes = 0;
    for (int i = 1; i < window.size(); i++) {
      changes += isChange(window, i) ? 1 : 0;
    }
    return changes;
  }

  private static boolean isChange(Window window, int index) {
    Optional<NativeHistogram> before = window.asHistogram(index - 1);
    Optional<NativeHistogram> now = window.asHistogram(index);
    if (before.isPresent() && now.isPresent()) {
      return !now.get().isSameAs(before.get());
    }
    boolean bothNan = Double.isNaN(window.value(index - 1)) && Double.isNaN(window.value(index));
    return before.isPresent() != now.isPresent()
        || (window.value(index) != window.value(index - 1) && !bothNan);
  }

  /** {@code resets(m)}: how often the value fell, or counting began anew. */
  static double resets(Window window) {
    int resets = 0;
    for (int i = 1; i < window.size(); i++) {
      boolean before = window.asHistogram(i - 1).isPresent();
      boolean now = window.asHistogram(i).isPresent();
      boolean reset = now ? before && window.isHistogramReset(i) : !before && window.isReset(i);
      resets += reset || before != now ? 1 : 0;
    }
    return resets;
  }
}
