package io.kaldrix.monitor.core.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.QueryResult;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.query.eval.NameRemoval;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PromQlEngineTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  /** One series {@code up} with a sample each second, and the stretches that were asked for. */
  private static final class UpEachSecond implements SeriesReader {
    private final List<String> asked = new ArrayList<>();

    @Override
    public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
      asked.add(matchers + " " + from + " " + to);
      Samples.Builder samples = new Samples.Builder(16);
      long first = Math.floorDiv(from.toEpochMilli() + 999, 1000);
      for (long second = first; second * 1000 <= to.toEpochMilli(); second++) {
        samples.add(second * 1000, (double) (second % 10));
      }
      return List.of(new Series(Labels.of("__name__", "up"), samples.build()));
    }

    @Override
    public MetricMetadata metadata(String metricName) {
      return MetricMetadata.UNKNOWN;
    }
  }

  private final UpEachSecond reader = new UpEachSecond();
  private final PromQlEngine engine = new PromQlEngine(reader, QueryLimits.DEFAULT);

  private PromQlEngine limited(long maxSamples) {
    return new PromQlEngine(
        reader,
        new QueryLimits(
            Duration.ofMinutes(5), Duration.ofMinutes(1), maxSamples, 100, Duration.ofMinutes(1)));
  }

  @Test
  void aQueryIsPreparedOnceAndAskedOften() {
    Query query = engine.prepare("up + 1");
    assertThat(query.expression()).isEqualTo("up + 1");
    for (int i = 0; i < 3; i++) {
      Instant at = NOON.plusSeconds(i);
      assertThat(query.at(at).value())
          .isEqualTo(
              new QueryValue.InstantVector(
                  List.of(new VectorSample(Labels.EMPTY, at.toEpochMilli(), i + 1))));
    }
  }

  @Test
  void aScalarIsAScalarAtAnInstantAndASeriesOverARange() {
    assertThat(engine.instant("1 + 1", NOON).value())
        .isEqualTo(new QueryValue.Scalar(NOON.toEpochMilli(), 2));
    QueryResult range = engine.range("2", NOON, NOON.plusSeconds(15), Duration.ofSeconds(10));
    long first = NOON.toEpochMilli();
    assertThat(range.value())
        .isEqualTo(
            new QueryValue.RangeVector(
                List.of(
                    new Series(
                        Labels.EMPTY,
                        Samples.of(new long[] {first, first + 10_000}, new double[] {2, 2})))));
  }

  @Test
  void eachSelectorIsReadOnceForAllInstants() {
    engine.range("up - up offset 1m", NOON, NOON.plusSeconds(60), Duration.ofSeconds(1));
    assertThat(reader.asked)
        .containsExactlyInAnyOrder(
            "[__name__=\"up\"] 2026-11-21T11:55:00.001Z 2026-11-21T12:01:00Z",
            "[__name__=\"up\"] 2026-11-21T11:54:00.001Z 2026-11-21T12:00:00Z");
  }

  @Test
  void aSelectorInASubqueryIsReadAsFarBackAsTheSubqueryLooks() {
    engine.instant("max_over_time(rate(up[2m])[1h:1m])", NOON);
    assertThat(reader.asked)
        .containsExactly("[__name__=\"up\"] 2026-11-21T10:58:00.001Z 2026-11-21T12:00:00Z");
  }

  @Test
  void aQueryThatReadsTooMuchIsRefused() {
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> limited(100).instant("count_over_time(up[10m])", NOON))
        .withMessageContaining("too many samples into memory, at most 100 are allowed");
  }

  @Test
  void aSubqueryThatGathersTooMuchIsRefused() {
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> limited(1_000).instant("count_over_time(vector(1)[1d:1s])", NOON))
        .withMessageContaining("too many samples");
  }

  @Test
  void anAnswerThatIsTooLongIsRefused() {
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(
            () ->
                limited(1_000)
                    .range("1", NOON, NOON.plus(Duration.ofDays(1)), Duration.ofMillis(1)))
        .withMessageContaining("too many samples");
  }

  @Test
  void aQueryThatTakesTooLongIsGivenUp() {
    AtomicLong nanos = new AtomicLong();
    PromQlEngine slow =
        new PromQlEngine(
            SampleReader.of(reader),
            QueryLimits.DEFAULT,
            QueryDialect.PROMETHEUS_3,
            () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(
            () ->
                slow.range(
                    "absent(absent(nothing_at_all))",
                    NOON,
                    NOON.plus(Duration.ofDays(1)),
                    Duration.ofMillis(1)))
        .withMessageContaining("takes longer than the 120000 ms that are allowed");
  }

  @Test
  void aRangeNeedsAStepAndAnEndBehindItsStart() {
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> engine.range("up", NOON, NOON, Duration.ZERO))
        .withMessageContaining("step is PT0S, must be 1 ms or more");
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> engine.range("up", NOON, NOON.minusSeconds(1), Duration.ofSeconds(1)))
        .withMessageContaining("before");
  }

  @Test
  void instantsBeyondAllCalendarsAreRefused() {
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> engine.instant("up", Instant.MAX))
        .withMessageContaining("too far away");
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> engine.instant("up", Instant.ofEpochMilli(Long.MAX_VALUE)))
        .withMessageContaining("at most 1e16 are allowed");
  }

  @Test
  void aRangeOfRangesIsRefused() {
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> engine.range("up[5m]", NOON, NOON, Duration.ofSeconds(1)))
        .withMessageContaining("invalid expression type \"range vector\" for range query");
  }

  @Test
  void theDeepestAllowedExpressionIsAnswered() {
    String deepest = "abs(".repeat(249) + "up" + ")".repeat(249);
    assertThat(engine.instant(deepest, NOON).vector().samples()).hasSize(1);
    assertThat(engine.instant("up" + " + up".repeat(249), NOON).vector().samples()).hasSize(1);
  }

  @Test
  void namesCanBeKeptForFunctionsOnLabels() {
    String expression = "label_replace(abs(up), \"was\", \"$1\", \"__name__\", \"(.+)\")";
    PromQlEngine delayed =
        new PromQlEngine(
            reader, QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_3.withNames(NameRemoval.DELAYED));
    assertThat(engine.instant(expression, NOON).vector().samples())
        .extracting(VectorSample::labels)
        .containsExactly(Labels.EMPTY);
    assertThat(delayed.instant(expression, NOON).vector().samples())
        .extracting(VectorSample::labels)
        .containsExactly(Labels.of("was", "up"));
  }

  @Test
  void whatIsExperimentalMustBeAskedFor() {
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> engine.prepare("1 + mad_over_time(up[1m])"))
        .withMessageContaining("1:5: function \"mad_over_time\" is experimental and not enabled");
    PromQlEngine asked =
        new PromQlEngine(reader, QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_3.withExperimental());
    assertThat(asked.instant("mad_over_time(up[1m])", NOON).vector().samples()).hasSize(1);
  }

  @Test
  void rangesIncludedTheirFirstInstantBeforePrometheus3() {
    PromQlEngine two = new PromQlEngine(reader, QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_2);
    assertThat(value(engine, "count_over_time(up[10s])")).isEqualTo(10);
    assertThat(value(two, "count_over_time(up[10s])")).isEqualTo(11);
    assertThat(value(engine, "count_over_time(up[10s:5s])")).isEqualTo(2);
    assertThat(value(two, "count_over_time(up[10s:5s])")).isEqualTo(3);
    assertThat(reader.asked)
        .contains(
            "[__name__=\"up\"] 2026-11-21T11:59:50.001Z 2026-11-21T12:00:00Z",
            "[__name__=\"up\"] 2026-11-21T11:59:50Z 2026-11-21T12:00:00Z");
  }

  @Test
  void oldNamesOfFunctionsAreKnownToTheOldDialectAlone() {
    PromQlEngine two = new PromQlEngine(reader, QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_2);
    String expression = "holt_winters(up[1m], 0.5, 0.5)";
    assertThat(two.instant(expression, NOON).vector().samples()).hasSize(1);
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> engine.prepare(expression))
        .withMessageContaining("holt_winters");
  }

  private static double value(PromQlEngine engine, String expression) {
    return engine.instant(expression, NOON).vector().samples().get(0).value();
  }

  @Test
  void rangesThatReachFurtherAreReadFurther() {
    PromQlEngine asked =
        new PromQlEngine(reader, QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_3.withExperimental());
    asked.instant("rate(up[1m] smoothed) + rate(up[2m] anchored)", NOON);
    assertThat(reader.asked)
        .containsExactlyInAnyOrder(
            "[__name__=\"up\"] 2026-11-21T11:54:00.001Z 2026-11-21T12:05:00Z",
            "[__name__=\"up\"] 2026-11-21T11:53:00.001Z 2026-11-21T12:00:00Z");
  }

  @Test
  void wrongLimitsAreRefused() {
    QueryLimits d = QueryLimits.DEFAULT;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new QueryLimits(
                    Duration.ZERO, d.subqueryStep(), d.maxSamples(), d.maxDepth(), d.timeout()))
        .withMessage("lookback is PT0S, must be from 1 ms to 100 years");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new QueryLimits(d.lookback(), d.subqueryStep(), 0, d.maxDepth(), d.timeout()))
        .withMessage("maxSamples is 0, must be 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new QueryLimits(d.lookback(), d.subqueryStep(), d.maxSamples(), 501, d.timeout()))
        .withMessage("maxDepth is 501, must be from 1 to 500");
  }
}
