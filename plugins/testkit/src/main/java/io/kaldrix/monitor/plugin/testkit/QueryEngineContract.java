package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every query engine promises, whatever it knows of the language beyond a metric's name.
 * Implement it in a test class.
 */
public interface QueryEngineContract {

  /** Returns an engine that answers over {@code series}. */
  QueryEngine engine(SeriesReader series);

  /** Returns how long the kit waits before it calls something hung. */
  default Duration patience() {
    return Duration.ofSeconds(20);
  }

  @Test
  default void aWrongExpressionIsRefusedWithItsPlace() {
    QueryEngine engine = engine(new InMemorySeries());
    for (String wrong :
        List.of(
            "", " ", "(", "up)", "up{", "up{job=", "up{job=\"a\"", "up[5m", "1 +", "up up", "§")) {
      QueryException refusal =
          catchThrowableOfType(QueryException.class, () -> engine.prepare(wrong));
      assertThat(refusal).as("the refusal of '%s'", wrong).isNotNull();
      assertThat(refusal.expression()).isEqualTo(wrong);
      assertThat(refusal.offset()).isBetween(QueryException.NOWHERE, wrong.length());
      assertThat(refusal).hasMessageContaining("'" + wrong + "'");
    }
  }

  @Test
  default void aMetricsNameReturnsTheSampleStored() {
    InMemorySeries series = new InMemorySeries();
    Labels labels = Labels.of("__name__", "up", "job", "api");
    series.append(labels, at(0), 7);
    series.append(Labels.of("__name__", "down", "job", "api"), at(0), 8);
    assertThat(samples(engine(series).prepare("up"), 10))
        .containsExactly(new VectorSample(labels, at(10).toEpochMilli(), 7));
  }

  @Test
  default void theNewestSampleCountsUpToTheInstantAsked() {
    InMemorySeries series = new InMemorySeries();
    series.append(Labels.of("__name__", "up"), at(0), 1);
    series.append(Labels.of("__name__", "up"), at(10), 2);
    Query query = engine(series).prepare("up");
    assertThat(samples(query, 9)).extracting(VectorSample::value).containsExactly(1.0);
    assertThat(samples(query, 10)).extracting(VectorSample::value).containsExactly(2.0);
    assertThat(query.at(at(-1)).vector().samples()).isEmpty();
  }

  @Test
  default void aMetricThatNobodyStoredReturnsNothing() {
    assertThat(samples(engine(new InMemorySeries()).prepare("up"), 0)).isEmpty();
  }

  @Test
  default void doesNotLookBackPastAStaleMarker() {
    InMemorySeries series = new InMemorySeries();
    series.append(Labels.of("__name__", "up"), at(0), 1);
    series.append(Labels.of("__name__", "up"), at(10), StaleMarker.VALUE);
    Query query = engine(series).prepare("up");
    assertThat(samples(query, 9)).hasSize(1);
    assertThat(samples(query, 10)).isEmpty();
    assertThat(samples(query, 20)).isEmpty();
  }

  @Test
  default void aPreparedQueryCanBeAskedAgain() {
    InMemorySeries series = new InMemorySeries();
    Query query = engine(series).prepare("up");
    assertThat(query.expression()).isEqualTo("up");
    assertThat(samples(query, 0)).isEmpty();
    series.append(Labels.of("__name__", "up"), at(0), 1);
    assertThat(samples(query, 0)).extracting(VectorSample::value).containsExactly(1.0);
    series.append(Labels.of("__name__", "up"), at(10), 2);
    assertThat(samples(query, 10)).extracting(VectorSample::value).containsExactly(2.0);
    assertThat(samples(query, 0)).extracting(VectorSample::value).containsExactly(1.0);
  }

  @Test
  default void aRangeIncludesBothEnds() {
    InMemorySeries series = new InMemorySeries();
    Labels labels = Labels.of("__name__", "up");
    for (int second = 0; second <= 40; second += 10) {
      series.append(labels, at(second), second);
    }
    QueryValue value = engine(series).range("up", at(10), at(30), Duration.ofSeconds(10)).value();
    assertThat(value)
        .isEqualTo(
            new QueryValue.RangeVector(
                List.of(
                    new Series(
                        labels,
                        Samples.of(
                            new long[] {
                              at(10).toEpochMilli(), at(20).toEpochMilli(), at(30).toEpochMilli()
                            },
                            new double[] {10, 20, 30})))));
  }

  @Test
  default void twoThreadsMayAskOnePreparedQuery() throws Exception {
    InMemorySeries series = new InMemorySeries();
    for (int second = 0; second < 200; second++) {
      series.append(Labels.of("__name__", "up"), at(second), second);
    }
    Query query = engine(series).prepare("up");
    Together.run(
        2,
        patience(),
        thread -> {
          for (int i = 0; i < 2_000; i++) {
            int second = thread == 0 ? i % 200 : 199 - i % 200;
            assertThat(samples(query, second))
                .containsExactly(
                    new VectorSample(
                        Labels.of("__name__", "up"), at(second).toEpochMilli(), second));
          }
        });
  }

  private static Instant at(int second) {
    return Examples.START.plusSeconds(second);
  }

  private static List<VectorSample> samples(Query query, int second) {
    return query.at(at(second)).vector().samples();
  }
}
