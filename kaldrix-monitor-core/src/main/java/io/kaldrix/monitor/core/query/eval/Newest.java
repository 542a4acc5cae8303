package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.util.ArrayList;
import java.util.List;

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
        elements.add(Element.of(one.labels(), samples.timestampMillis(last), samples.value(last)));
      }
    }
    return elements;
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
  static List<Element> smoothed(EvaluationRules rules, List<SampleSeries> series, long atMillis) {
    List<Element> elements = new ArrayList<>();
    for (SampleSeries one : series) {
      int left = indexOf(rules, one, atMillis);
      if (left >= 0) {
        elements.add(Element.of(one.labels(), atMillis, smoothed(rules, one, left, atMillis)));
      }
    }
    return elements;
  }

  private static double smoothed(
      EvaluationRules rules, SampleSeries series, int left, long atMillis) {
    Samples samples = series.samples();
    int right = left + 1;
    boolean between =
        samples.timestampMillis(left) < atMillis
            && right < samples.size()
            && samples.timestampMillis(right) <= atMillis + rules.lookbackMillis();
    return between
        ? ExtendedChange.between(
            samples.timestampMillis(left),
            samples.value(left),
            samples.timestampMillis(right),
            samples.value(right),
            atMillis,
            false)
        : samples.value(left);
  }
}
