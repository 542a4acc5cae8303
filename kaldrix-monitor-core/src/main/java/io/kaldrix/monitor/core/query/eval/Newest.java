package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The value that each of several series has at one instant. */
final class Newest {

  private Newest() {}

  /** Returns the newest sample of each series that is young enough and not a stale marker. */
  static List<Element> of(EvaluationRules rules, List<SampleSeries> series, long atMillis) {
    List<Element> elements = new ArrayList<>();
    for (SampleSeries one : series) {
      Samples samples = one.samples();
      int last = indexOf(rules, one, atMillis);
      if (last >= 0) {
        elements.add(element(one, last, samples.timestampMillis(last)));
      }
    }
    return elements;
  }

  private static Element element(SampleSeries series, int index, long atMillis) {
    Element element = Element.of(series.labels(), atMillis, series.samples().value(index));
    return series.histograms().at(index).map(element::withHistogram).orElse(element);
  }

  /** Returns which sample is a series' value, -1 if none is. */
  static int indexOf(EvaluationRules rules, SampleSeries series, long atMillis) {
    Samples samples = series.samples();
    int last = series.countUntil(atMillis) - 1;
    boolean found =
        last >= 0
            && samples.timestampMillis(last) > rules.openStart(atMillis - rules.lookbackMillis())
            && !StaleMarker.is(samples.value(last));
    return found ? last : -1;
  }

  /**
   * Returns the value of each series between the samples before and behind the instant, or that
   * before if there is none behind.
   */
  static List<Element> smoothed(
      EvaluationRules rules, List<SampleSeries> series, long atMillis, Notices notices) {
    List<Element> elements = new ArrayList<>();
    for (SampleSeries one : series) {
      int left = indexOf(rules, one, atMillis);
      if (left >= 0) {
        smoothed(rules, one, left, atMillis, notices).ifPresent(elements::add);
      }
    }
    return elements;
  }

  private static Optional<Element> smoothed(
      EvaluationRules rules, SampleSeries series, int left, long atMillis, Notices notices) {
    Samples samples = series.samples();
    int right = left + 1;
    boolean between =
        samples.timestampMillis(left) < atMillis
            && right < samples.size()
            && samples.timestampMillis(right) <= atMillis + rules.lookbackMillis();
    if (isMixed(rules, series, atMillis)) {
      notices.mixedSamples(series.labels());
      return Optional.empty();
    }
    if (!between) {
      return Optional.of(element(series, left, atMillis));
    }
    Optional<NativeHistogram> from = series.histograms().at(left);
    Optional<NativeHistogram> to = series.histograms().at(right);
    if (from.isPresent() && to.isPresent()) {
      if (!from.get().isCompatibleWith(to.get())) {
        notices.mixedBuckets(series.labels());
        return Optional.empty();
      }
      boolean counter = to.get().hint() != ResetHint.GAUGE;
      NativeHistogram histogram =
          HistogramRates.between(
              samples.timestampMillis(left),
              from.get(),
              samples.timestampMillis(right),
              to.get(),
              atMillis,
              counter);
      return Optional.of(Element.of(series.labels(), atMillis, 0).withHistogram(histogram));
    }
    double value =
        ExtendedChange.between(
            samples.timestampMillis(left),
            samples.value(left),
            samples.timestampMillis(right),
            samples.value(right),
            atMillis,
            false);
    return Optional.of(Element.of(series.labels(), atMillis, value));
  }

  /** Returns whether there are both kinds of samples within reach of an instant. */
  private static boolean isMixed(EvaluationRules rules, SampleSeries series, long atMillis) {
    if (series.histograms().isEmpty()) {
      return false;
    }
    int first = series.countUntil(rules.openStart(atMillis - rules.lookbackMillis()));
    int last = series.countUntil(atMillis + rules.lookbackMillis());
    int histograms = 0;
    for (int i = first; i < last; i++) {
      histograms += series.histograms().at(i).isPresent() ? 1 : 0;
    }
    return histograms > 0 && histograms < last - first;
  }
}
