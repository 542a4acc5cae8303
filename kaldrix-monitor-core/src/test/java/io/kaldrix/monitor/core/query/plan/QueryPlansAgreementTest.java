package io.kaldrix.monitor.core.query.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryDialect;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.query.eval.Histograms;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.eval.StartTimestamps;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryPlansAgreementTest {

  private static final int EXPRESSIONS = Integer.getInteger("plans.expressions", 60);
  private static final int TICKS = Integer.getInteger("plans.ticks", 100);

  /** What an evaluation comes to: samples by labels, or a refusal. */
  private record Outcome(Map<Labels, Double> samples, String refusal) {}

  private record Pair(String expression, Query interpreted, PlannedQuery planned) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void plansSayWhatTheInterpreterSays(long seed) {
    agree(
        seed,
        QueryDialect.PROMETHEUS_3,
        new SeriesLimits(Duration.ofHours(3), 64 << 20, 1000)
            .withOutOfOrderWindow(Duration.ofMinutes(10)));
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void plansSayItOfRangesThatIncludeTheirStart(long seed) {
    agree(seed, QueryDialect.PROMETHEUS_2, new SeriesLimits(Duration.ofHours(3), 64 << 20, 1000));
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10})
  void plansSayItWhileTheStoreForgets(long seed) {
    agree(seed, QueryDialect.PROMETHEUS_3, new SeriesLimits(Duration.ofMinutes(2), 1 << 20, 1000));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void plansCountTheFirstIncrement(long seed) {
    agree(
        seed,
        QueryDialect.PROMETHEUS_3.withStartTimestamps(),
        new SeriesLimits(Duration.ofHours(3), 64 << 20, 1000)
            .withOutOfOrderWindow(Duration.ofMinutes(10))
            .withDuplicates(SeriesLimits.Duplicates.KEEP_LAST));
  }

  private static SampleReader reader(InMemorySeriesStore store) {
    return (matchers, from, to) ->
        store.selectStarted(matchers, from, to).stream()
            .map(
                started -> {
                  Samples samples = started.series().samples();
                  long[] starts = new long[samples.size()];
                  for (int i = 0; i < starts.length; i++) {
                    starts[i] = started.starts().at(samples.timestampMillis(i));
                  }
                  return new SampleSeries(
                      started.series().labels(),
                      samples,
                      StartTimestamps.of(starts),
                      Histograms.NONE);
                })
            .toList();
  }

  private static void agree(long seed, QueryDialect dialect, SeriesLimits limits) {
    Random random = new Random(seed);
    InMemorySeriesStore store = new InMemorySeriesStore(limits);
    PromQlEngine engine = new PromQlEngine(reader(store), QueryLimits.DEFAULT, dialect);
    RandomSeries series = new RandomSeries(random, store);
    RandomRules rules = new RandomRules(random);
    List<Pair> pairs = new ArrayList<>();
    try (QueryPlans plans = new QueryPlans(engine, store.head())) {
      for (int i = 0; i < EXPRESSIONS; i++) {
        String expression = rules.next();
        pairs.add(new Pair(expression, engine.prepare(expression), plans.prepare(expression)));
      }
      long answers = 0;
      for (int tick = 0; tick < TICKS; tick++) {
        Instant at = Instant.ofEpochMilli(series.tick());
        for (int round = 0; round < 2; round++) {
          for (Pair pair : pairs) {
            Outcome expected = interpreted(pair.interpreted(), at);
            Outcome actual = planned(pair.planned(), at);
            String where =
                "seed " + seed + ", tick " + tick + "/" + round + ", " + pair.expression();
            compare(where, expected, actual);
            answers += expected.samples().size();
          }
          series.lateSamples();
        }
      }
      assertThat(answers).isGreaterThan(2_000);
      assertThat(plans.count(QueryPlans.Path.COMPILED)).isGreaterThan(EXPRESSIONS / 2);
    }
  }

  private static Outcome interpreted(Query query, Instant at) {
    Map<Labels, Double> samples = new HashMap<>();
    try {
      query.at(at).vector().samples().forEach(s -> samples.put(s.labels(), s.value()));
    } catch (QueryException e) {
      return new Outcome(Map.of(), String.valueOf(e.getMessage()));
    }
    return new Outcome(samples, "");
  }

  private static Outcome planned(PlannedQuery query, Instant at) {
    Map<Labels, Double> samples = new HashMap<>();
    try {
      query.evaluate(
          at,
          (labels, value) -> {
            if (samples.put(labels, value) != null) {
              fail("twice: " + labels);
            }
          });
    } catch (QueryException e) {
      return new Outcome(Map.of(), String.valueOf(e.getMessage()));
    }
    return new Outcome(samples, "");
  }

  private static void compare(String where, Outcome expected, Outcome actual) {
    assertThat(actual.refusal()).as(where).isEqualTo(expected.refusal());
    assertThat(actual.samples().keySet()).as(where).isEqualTo(expected.samples().keySet());
    expected
        .samples()
        .forEach(
            (labels, value) -> {
              double other = actual.samples().get(labels);
              boolean close =
                  Double.compare(value, other) == 0
                      || value == other
                      || Math.abs(value - other)
                          <= 1e-9 * Math.max(Math.abs(value), Math.abs(other)) + 1e-9;
              if (!close) {
                fail(where + ": " + labels + " is " + value + ", planned " + other);
              }
            });
  }
}
