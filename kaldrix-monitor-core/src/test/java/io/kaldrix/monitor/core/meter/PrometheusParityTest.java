package io.kaldrix.monitor.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesLimits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same meters in Micrometer's own Prometheus registry and in one that the collector reads: what
 * the first exports, the second becomes, name by name, label by label, value by value.
 */
class PrometheusParityTest {

  private static final Instant TICK = Instant.ofEpochSecond(1_000);

  private final MockClock clock = new MockClock();

  /** Keeps objects that meters only refer to weakly. */
  private final List<Object> kept = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @MethodSource("meters")
  void aMeterBecomesTheSeriesThatPrometheusWouldScrape(
      String kind, Consumer<MeterRegistry> record) {
    SimpleMeterRegistry simple = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    PrometheusMeterRegistry prometheus = prometheusRegistry();
    record.accept(simple);
    record.accept(prometheus);

    Map<String, Double> expected = PrometheusText.parse(prometheus.scrape());
    assertThat(expected).isNotEmpty();
    assertThat(collected(simple)).isEqualTo(expected);
    assertThat(collected(prometheus)).isEqualTo(expected);
  }

  static Stream<Arguments> meters() {
    return Stream.of(
        meter(
            "counter", registry -> registry.counter("orders.placed", "kind", "book").increment(3)),
        meter("counter whose name ends in total", r -> r.counter("bytes.total").increment(7)),
        meter(
            "counter with a base unit",
            r -> Counter.builder("network.sent").baseUnit("bytes").register(r).increment(1024)),
        meter("gauge", r -> r.gauge("queue.size", 17)),
        meter("gauge that is not a number", r -> r.gauge("queue.fill", Double.NaN)),
        meter("gauge of information", r -> Gauge.builder("app.info", () -> 5).register(r)),
        meter(
            "gauge with a base unit",
            r -> Gauge.builder("heap.used", () -> 1e9).baseUnit("bytes").register(r)),
        meter(
            "time gauge",
            r -> TimeGauge.builder("cache.age", () -> 1500, TimeUnit.MILLISECONDS).register(r)),
        meter(
            "timer",
            r -> {
              Timer timer = r.timer("http.requests", "uri", "/pay", "status", "200");
              timer.record(Duration.ofMillis(120));
              timer.record(Duration.ofMillis(80));
            }),
        meter("timer named in seconds", r -> r.timer("job.seconds").record(Duration.ofSeconds(2))),
        meter(
            "timer with buckets",
            r -> {
              Timer timer =
                  Timer.builder("rpc")
                      .serviceLevelObjectives(
                          Duration.ofMillis(1), Duration.ofMillis(100), Duration.ofSeconds(1))
                      .register(r);
              timer.record(Duration.ofMillis(50));
              timer.record(Duration.ofMillis(500));
              timer.record(Duration.ofSeconds(5));
            }),
        meter(
            "timer with quantiles",
            r -> {
              Timer timer = Timer.builder("rpc").publishPercentiles(0.5, 0.99).register(r);
              for (int i = 1; i <= 100; i++) {
                timer.record(Duration.ofMillis(i));
              }
            }),
        meter("summary", r -> r.summary("payload.size").record(42)),
        meter(
            "summary with buckets and a base unit",
            r -> {
              DistributionSummary summary =
                  DistributionSummary.builder("payload")
                      .baseUnit("bytes")
                      .serviceLevelObjectives(10, 100, 1000)
                      .register(r);
              summary.record(5);
              summary.record(50);
              summary.record(5000);
            }),
        meter(
            "summary with quantiles",
            r -> {
              DistributionSummary summary =
                  DistributionSummary.builder("payload").publishPercentiles(0.9).register(r);
              summary.record(1);
              summary.record(2);
            }),
        meter("idle long task timer", r -> LongTaskTimer.builder("batch").register(r)),
        meter("running long task timer", r -> LongTaskTimer.builder("batch").register(r).start()),
        meter(
            "function counter",
            r -> FunctionCounter.builder("cache.hits", 12, Integer::doubleValue).register(r)),
        meter(
            "function timer",
            r ->
                FunctionTimer.builder("db.calls", "", x -> 4, x -> 2500, TimeUnit.MILLISECONDS)
                    .register(r)),
        meter(
            "meter of the host's own kind",
            r ->
                Meter.builder(
                        "pool",
                        Meter.Type.OTHER,
                        List.of(
                            new Measurement(() -> 3.0, Statistic.COUNT),
                            new Measurement(() -> 9.0, Statistic.TOTAL),
                            new Measurement(() -> 5.0, Statistic.MAX),
                            new Measurement(() -> 1.0, Statistic.VALUE),
                            new Measurement(() -> 2.0, Statistic.ACTIVE_TASKS),
                            new Measurement(() -> 7.0, Statistic.DURATION)))
                    .register(r)),
        meter(
            "names and tags outside the classic alphabet",
            r ->
                r.counter("7 zählers.größe-x/y", "my-tag", "a\"b\\c", "0x", "ü", "__hidden", "h")
                    .increment()),
        meter(
            "several meters of one name",
            r -> {
              r.counter("hits", "page", "a").increment(1);
              r.counter("hits", "page", "b").increment(2);
            }));
  }

  private static Arguments meter(String kind, Consumer<MeterRegistry> record) {
    return Arguments.of(kind, record);
  }

  private PrometheusMeterRegistry prometheusRegistry() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
  }

  private Map<String, Double> collected(MeterRegistry registry) {
    kept.add(registry);
    InMemorySeriesStore store = new InMemorySeriesStore(SeriesLimits.DEFAULTS);
    try (MeterCollector collector = new MeterCollector(store, Labels.EMPTY, 1_000)) {
      collector.watch(registry);
      collector.collect(TICK);
    }
    Map<String, Double> samples = new TreeMap<>();
    for (Series series :
        store.select(
            List.of(new Matcher(Label.METRIC_NAME, Matcher.Operator.NOT_EQUAL, "")), TICK, TICK)) {
      Map<String, String> labels = new TreeMap<>();
      series
          .labels()
          .without(Label.METRIC_NAME)
          .forEach(label -> labels.put(label.name(), escaped(label.value())));
      samples.put(series.labels().metricName() + labels, series.samples().value(0));
    }
    return samples;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
