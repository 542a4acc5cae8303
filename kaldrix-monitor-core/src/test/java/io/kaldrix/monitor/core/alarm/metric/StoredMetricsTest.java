package io.kaldrix.monitor.core.alarm.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.Statistic;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.alarm.Periods;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.plugin.testkit.InMemorySeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredMetricsTest {

  private static final Instant T0 = Instant.parse("2026-05-06T10:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final InMemorySeries series = new InMemorySeries();

  private StoredMetrics metrics(Map<String, String> mappings) {
    StoredMetrics metrics =
        new StoredMetrics(
            series,
            new PromQlEngine(series, QueryLimits.DEFAULT),
            new MetricMappings(mappings),
            TEN_SECONDS);
    metrics.observe(T0);
    return metrics;
  }

  private static AlarmMetric metric(String name, String statistic, String... dimensions) {
    return metricOf("KALDRIX", name, statistic, dimensions);
  }

  private static AlarmMetric metricOf(
      String namespace, String name, String statistic, String... dimensions) {
    return new AlarmMetric(
        namespace,
        name,
        Labels.of(dimensions).asMap(),
        MINUTE,
        Statistic.parse(statistic),
        Optional.empty());
  }

  /** Two minutes that end at 10:02. */
  private static Periods twoMinutes() {
    return Periods.regular(2, MINUTE, T0.plusSeconds(120).toEpochMilli());
  }

  /** One value every ten seconds, the first at {@code from} seconds. */
  private void append(Labels labels, int from, double... values) {
    for (int i = 0; i < values.length; i++) {
      series.append(labels, T0.plusSeconds(from + 10L * i), values[i]);
    }
  }

  private double[] read(AlarmMetric metric) {
    return metrics(Map.of()).datapoints(metric, twoMinutes());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "TransactionRate, transaction_rate",
    "CPUUtilization, cpu_utilization",
    "HTTPRequests, http_requests",
    "OKActions, ok_actions",
    "jvm.memory.used, jvm_memory_used",
    "p99Latency, p99_latency",
    "already_snake, already_snake",
    "AWS/EC2, aws_ec2",
  })
  void namesInSnakeCase(String name, String snake) {
    assertThat(MetricNames.snakeCase(name)).isEqualTo(snake);
  }

  @Test
  void aGaugeGivesItsSamples() {
    append(Labels.of("__name__", "queue_size"), 10, 1, 2, 3, 4, 5, 6, 10, 10);
    assertThat(read(metric("QueueSize", "Average"))).containsExactly(3.5, 10);
    assertThat(read(metric("QueueSize", "SampleCount"))).containsExactly(6, 2);
    assertThat(read(metric("queue_size", "Maximum"))).containsExactly(6, 10);
  }

  @Test
  void aCounterGivesWhatItHasGrownBy() {
    append(
        Labels.of("__name__", "transactions_total"),
        -10,
        100,
        105,
        105,
        107,
        110,
        110,
        112,
        113,
        120,
        3);
    assertThat(read(metric("Transactions", "Sum"))).containsExactly(8, 10);
    assertThat(read(metric("Transactions", "Maximum"))).containsExactly(3, 7);
  }

  @Test
  void aCounterThatIsBornUnderOurEyesCountsFromZero() {
    append(Labels.of("__name__", "errors_total"), 30, 1, 1, 3);
    assertThat(read(metric("Errors", "Sum"))).containsExactly(3, Double.NaN);
  }

  @Test
  void aCounterThatMayHaveCountedBeforeTellsOfNoGrowthAtFirst() {
    append(Labels.of("__name__", "errors_total"), 0, 1_000, 1_001, 1_002);
    assertThat(read(metric("Errors", "Sum"))[0]).isEqualTo(2);
  }

  @Test
  void aCounterAfterAGapGoesOnFromWhereItWas() {
    append(Labels.of("__name__", "errors_total"), -600, 50);
    append(Labels.of("__name__", "errors_total"), 30, 57);
    assertThat(read(metric("Errors", "Sum"))[0]).isEqualTo(7);
  }

  @Test
  void aCounterAfterItsEndBeginsAtZero() {
    append(Labels.of("__name__", "errors_total"), -10, 50, StaleMarker.VALUE);
    append(Labels.of("__name__", "errors_total"), 30, 4);
    assertThat(read(metric("Errors", "Sum"))[0]).isEqualTo(4);
  }

  @Test
  void seriesOfAMetricArePooledAndDimensionsSelectThem() {
    append(Labels.of("__name__", "load_ratio", "node_id", "a"), 10, 1, 3);
    append(Labels.of("__name__", "load_ratio", "node_id", "b"), 10, 10, 20, 30);
    assertThat(read(metric("Load", "Average"))[0]).isEqualTo(12.8);
    assertThat(read(metric("Load", "Average", "NodeId", "a"))[0]).isEqualTo(2);
    assertThat(read(metric("Load", "Sum", "node_id", "b"))[0]).isEqualTo(60);
    assertThat(read(metric("Load", "Sum", "NodeId", "c"))[0]).isNaN();
    assertThat(read(metric("Load", "Sum", "Zone", "a"))[0]).isNaN();
  }

  @Test
  void aNameMayStandBehindItsNamespace() {
    append(Labels.of("__name__", "kaldrix_block_height"), 10, 7);
    assertThat(read(metric("BlockHeight", "Maximum"))[0]).isEqualTo(7);
  }

  @Test
  void aTimerGivesNumberSumMeanAndGreatest() {
    append(Labels.of("__name__", "request_latency_seconds_count"), 0, 10, 12, 14);
    append(Labels.of("__name__", "request_latency_seconds_sum"), 0, 5, 6, 9);
    append(Labels.of("__name__", "request_latency_seconds_max"), 0, 0.5, 0.7, 2);
    series.describe(
        "request_latency_seconds_max", new MetricMetadata(MetricType.GAUGE, "seconds", ""));
    assertThat(read(metric("RequestLatency", "SampleCount"))[0]).isEqualTo(4);
    assertThat(read(metric("RequestLatency", "Sum"))[0]).isEqualTo(4);
    assertThat(read(metric("RequestLatency", "Average"))[0]).isEqualTo(1);
    assertThat(read(metric("RequestLatency", "Maximum"))[0]).isEqualTo(2);
    assertThat(read(metric("RequestLatency", "p99"))[0]).as("not kept").isNaN();
  }

  @Test
  void aMappingSaysWhatStandsForAMetric() {
    append(Labels.of("__name__", "a", "zone", "x"), 0, 1, 1, 1, 1, 1, 1, 1);
    append(Labels.of("__name__", "a", "zone", "y"), 0, 2, 2, 2, 2, 2, 2, 2);
    StoredMetrics metrics = metrics(Map.of("KALDRIX/Load", "10 * a", "KALDRIX/All", "sum(a)"));
    assertThat(metrics.datapoints(metric("Load", "Maximum"), twoMinutes())[0]).isEqualTo(20);
    assertThat(metrics.datapoints(metric("Load", "Maximum", "Zone", "x"), twoMinutes())[0])
        .isEqualTo(10);
    assertThat(metrics.datapoints(metric("All", "Average", "Zone", "x"), twoMinutes())[0])
        .as("an answer without the label is taken whole")
        .isEqualTo(3);
  }

  @Test
  void aHostsProcessorIsWhatMicrometerMeasures() {
    append(Labels.of("__name__", "system_cpu_usage"), 0, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25);
    AlarmMetric cpu = metricOf("AWS/EC2", "CPUUtilization", "Average", "InstanceId", "i-0123");
    assertThat(read(cpu)[0]).isEqualTo(25);
    assertThat(metrics(Map.of()).matches(cpu, twoMinutes())).isTrue();
  }

  @Test
  void everyWellKnownMappingIsPromQl() {
    PromQlEngine queries = new PromQlEngine(series, QueryLimits.DEFAULT);
    Map<String, String> all = new MetricMappings(Map.of()).all();
    assertThat(all).hasSizeGreaterThan(5);
    all.values().forEach(expression -> assertThat(queries.prepare(expression)).isNotNull());
    assertThat(all.keySet()).allMatch(name -> name.indexOf('/') > 0);
  }

  @Test
  void whatMatchesNoSeriesSaysSo() {
    assertThat(metrics(Map.of()).matches(metric("Nothing", "Sum"), twoMinutes())).isFalse();
    assertThat(read(metric("Nothing", "Sum"))).containsExactly(Double.NaN, Double.NaN);
  }
}
