package io.kaldrix.monitor.core.query.differential;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.plugin.testkit.PrometheusReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What is asked of two engines, and whether they say the same. */
final class Answers {

  /** How far two sums may be apart as a share of the greater one. */
  static final double TOLERANCE = 1e-9;

  private Answers() {}

  /** Asks our engine. */
  static PrometheusReply ask(Supplier<QueryValue> question) {
    try {
      return new PrometheusReply.Answered(question.get());
    } catch (QueryException e) {
      return new PrometheusReply.Refused("query", String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns in what two replies differ, empty if in nothing.
   *
   * @param ordered whether the order of samples is part of an answer
   */
  static Optional<String> difference(
      PrometheusReply ours, PrometheusReply theirs, boolean ordered) {
    if (ours instanceof PrometheusReply.Refused refused) {
      return theirs instanceof PrometheusReply.Refused
          ? Optional.empty()
          : Optional.of("we refuse: " + refused.message());
    }
    if (theirs instanceof PrometheusReply.Refused refused) {
      return Optional.of("they refuse: " + refused.message());
    }
    QueryValue our = ((PrometheusReply.Answered) ours).value();
    QueryValue their = ((PrometheusReply.Answered) theirs).value();
    if (our instanceof QueryValue.Text || their instanceof QueryValue.Text) {
      return our.equals(their) ? Optional.empty() : Optional.of(our + " and " + their);
    }
    Map<Labels, Samples> ourSeries = series(our);
    Map<Labels, Samples> theirSeries = series(their);
    if (!ourSeries.keySet().equals(theirSeries.keySet())) {
      return Optional.of("series " + ourSeries.keySet() + " and " + theirSeries.keySet());
    }
    for (Map.Entry<Labels, Samples> entry : ourSeries.entrySet()) {
      Samples a = entry.getValue();
      Samples b = theirSeries.getOrDefault(entry.getKey(), Samples.NONE);
      if (!same(a, b)) {
        return Optional.of(entry.getKey() + " " + a + " and " + b);
      }
    }
    return ordered ? differenceOfOrder(our, their) : Optional.empty();
  }

  private static Optional<String> differenceOfOrder(QueryValue our, QueryValue their) {
    if (our instanceof QueryValue.InstantVector a && their instanceof QueryValue.InstantVector b) {
      for (int i = 0; i < a.samples().size(); i++) {
        if (!same(a.samples().get(i).value(), b.samples().get(i).value())) {
          return Optional.of("order " + a + " and " + b);
        }
      }
    }
    return Optional.empty();
  }

  private static Map<Labels, Samples> series(QueryValue value) {
    Map<Labels, Samples> series = new TreeMap<>();
    if (value instanceof QueryValue.Scalar scalar) {
      series.put(
          Labels.EMPTY,
          Samples.of(new long[] {scalar.timestampMillis()}, new double[] {scalar.value()}));
    } else if (value instanceof QueryValue.InstantVector vector) {
      for (VectorSample sample : vector.samples()) {
        series.put(
            sample.labels(),
            Samples.of(new long[] {sample.timestampMillis()}, new double[] {sample.value()}));
      }
    } else if (value instanceof QueryValue.RangeVector range) {
      List<Series> sorted = new ArrayList<>(range.series());
      sorted.sort(Comparator.comparing(Series::labels));
      sorted.forEach(each -> series.put(each.labels(), each.samples()));
    }
    return series;
  }

  private static boolean same(Samples a, Samples b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.timestampMillis(i) != b.timestampMillis(i) || !same(a.value(i), b.value(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(double a, double b) {
    return Double.compare(a, b) == 0
        || a == b
        || (Double.isNaN(a) && Double.isNaN(b))
        || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }
}
