package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.QueryResult;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Sample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A query engine for tests, of which the language is a metric's name and nothing more. It returns
 * each series' newest sample of the last five minutes.
 */
public final class PlainNameQueries implements QueryEngine {

  private static final Duration LOOK_BACK = Duration.ofMinutes(5);
  private static final String LETTERS = "_:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";

  private final SeriesReader series;

  /** Creates an engine that answers over {@code series}. */
  public PlainNameQueries(SeriesReader series) {
    this.series = series;
  }

  @Override
  public Query prepare(String expression) {
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (LETTERS.indexOf(c) < 0 && (i == 0 || DIGITS.indexOf(c) < 0)) {
        throw new QueryException(expression, i, "unexpected '" + c + "', must be a metric's name");
      }
    }
    if (expression.isEmpty()) {
      throw new QueryException(expression, 0, "nothing here, must be a metric's name");
    }
    return new Name(expression, series);
  }

  private record Name(String expression, SeriesReader series) implements Query {

    @Override
    public QueryResult at(Instant instant) {
      return QueryResult.of(new QueryValue.InstantVector(samplesAt(instant)));
    }

    @Override
    public QueryResult over(Instant from, Instant to, Duration step) {
      Map<Labels, Samples.Builder> found = new TreeMap<>();
      for (Instant at = from; !at.isAfter(to); at = at.plus(step)) {
        for (VectorSample sample : samplesAt(at)) {
          found
              .computeIfAbsent(sample.labels(), labels -> new Samples.Builder(16))
              .add(sample.timestampMillis(), sample.value());
        }
      }
      List<Series> answer = new ArrayList<>();
      found.forEach((labels, samples) -> answer.add(new Series(labels, samples.build())));
      return QueryResult.of(new QueryValue.RangeVector(answer));
    }

    private List<VectorSample> samplesAt(Instant instant) {
      List<VectorSample> samples = new ArrayList<>();
      Instant from = instant.minus(LOOK_BACK).plusMillis(1);
      for (Series one : series.select(List.of(Matcher.metric(expression)), from, instant)) {
        Sample newest = one.samples().get(one.samples().size() - 1);
        if (!newest.isStale()) {
          samples.add(new VectorSample(one.labels(), instant.toEpochMilli(), newest.value()));
        }
      }
      return samples;
    }
  }
}
