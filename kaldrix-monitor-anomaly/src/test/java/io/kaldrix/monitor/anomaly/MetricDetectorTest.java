package io.kaldrix.monitor.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricDetectorTest {

  private static final Duration TICK = Duration.ofSeconds(10);

  private static Map<String, Object> block(Object... pairs) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("metric_name", "TransactionRate");
    block.put("namespace", "KALDRIX");
    block.put("stat", "Sum");
    for (int i = 0; i < pairs.length; i += 2) {
      block.put(pairs[i].toString(), pairs[i + 1]);
    }
    return block;
  }

  private static MetricDetector read(Map<String, ?> block) {
    Settings settings = Settings.of(block);
    MetricDetector detector = MetricDetector.read(settings, TICK);
    settings.refuseUnknown();
    return detector;
  }

  @ParameterizedTest
  @CsvSource({
    "TransactionRate, transaction_rate",
    "CPUUtilization, cpu_utilization",
    "EBSIOBalance, ebsio_balance",
    "Heap Used%, heap_used_",
    "AWS/EC2, aws_ec2",
    "already_snake, already_snake"
  })
  void namesAreKnownInSnakeCase(String name, String expected) {
    assertThat(MetricNames.snakeCase(name)).isEqualTo(expected);
  }

  @Test
  void looksForTheNameItselfThenInSnakeCaseThenBehindTheNamespace() {
    assertThat(MetricNames.bases("KALDRIX", "TransactionRate"))
        .containsExactly("TransactionRate", "transaction_rate", "kaldrix_transaction_rate");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sum|sum(sum_over_time(m[60s]))|sum(increase(m_total[60s]))|sum(increase(m_sum[60s]))",
        "Average|(sum(sum_over_time(m[60s])) / sum(count_over_time(m[60s])))"
            + "|avg(increase(m_total[60s]))"
            + "|(sum(increase(m_sum[60s])) / (sum(increase(m_count[60s])) > 0))",
        "Minimum|min(min_over_time(m[60s]))|min(increase(m_total[60s]))|min(min_over_time(m[60s]))",
        "Maximum|max(max_over_time(m[60s]))|max(increase(m_total[60s]))"
            + "|max(max_over_time(m_max[60s]))",
        "SampleCount|sum(count_over_time(m[60s]))|sum(count_over_time(m_total[60s]))"
            + "|sum(increase(m_count[60s]))",
        "p99.9|max(quantile_over_time(0.999, m[60s]))"
            + "|quantile(0.999, increase(m_total[60s]))"
            + "|max(quantile_over_time(0.999, m[60s]))",
      })
  void aStatisticIsOfWhateverTheMetricIsHere(
      String stat, String gauge, String counter, String distribution) {
    assertThat(
            MetricExpression.of("", "m", stat, Duration.ofMinutes(1)).orElseThrow().split(" or "))
        .contains(gauge, counter, distribution);
  }

  @Test
  void readsWhenNothingIsToBeLearned() {
    Map<String, ?> configuration =
        Map.of(
            "excluded_time_ranges",
            List.of(
                Map.of(
                    "start_time", "2023-01-01T00:00:00Z", "end_time", "2023-01-01T07:00:00+01:00")),
            "metric_timezone",
            "Europe/Berlin");
    MetricDetector detector = read(block("configuration", configuration));

    assertThat(detector.name()).isEqualTo("KALDRIX-TransactionRate-Sum");
    assertThat(detector.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    ExcludedTimes excluded = detector.excluded();
    assertThat(excluded.has(Instant.parse("2022-12-31T23:59:59Z"))).isFalse();
    assertThat(excluded.has(Instant.parse("2023-01-01T00:00:00Z"))).isTrue();
    assertThat(excluded.has(Instant.parse("2023-01-01T06:00:59Z"))).isTrue(); // reaches back 1m
    assertThat(excluded.has(Instant.parse("2023-01-01T06:01:00Z"))).isFalse();
  }

  @Test
  void aPeriodHoldsSeveralTicks() {
    MetricDetector slow = MetricDetector.read(Settings.of(block()), Duration.ofMinutes(1));

    assertThat(slow.expression()).contains("[240s]").doesNotContain("[60s]");
    assertThat(slow.excluded().reach()).isEqualTo(Duration.ofMinutes(4));
  }

  @Test
  void readsAMetricSet() {
    Map<String, ?> metric =
        Map.of("metric_name", "BlockHeight", "aggregation_function", "AVG", "namespace", "KALDRIX");
    List<MetricDetector> detectors =
        MetricDetector.readSet(
            Settings.of(Map.of("metric_set_name", "prod set", "metric_list", List.of(metric))),
            TICK);

    assertThat(detectors)
        .singleElement()
        .extracting(MetricDetector::name)
        .isEqualTo("prod_set-BlockHeight-Average");
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused(
        block("stat", "tm90"),
        "builder: stat is 'tm90', must be Average, Sum, Minimum, Maximum, SampleCount, or p and a"
            + " rank such as p99");
    assertRefused(
        block("statistic", "Sum"),
        "builder: statistic is unknown, allowed: configuration, metric_name, namespace, stat");
    assertRefused(
        block("configuration", Map.of("metric_timezone", "Berlin")),
        "builder: configuration.metric_timezone is 'Berlin', must be a time zone such as UTC or"
            + " Europe/Berlin");
    assertRefused(
        block(
            "configuration",
            Map.of(
                "excluded_time_ranges",
                List.of(Map.of("start_time", "2023-01-01", "end_time", "2023-01-02T00:00:00Z")))),
        "builder: configuration.excluded_time_ranges[0].start_time is '2023-01-01', must be a time"
            + " with its offset such as 2026-01-31T06:00:00Z");
    assertRefused(
        block(
            "configuration",
            Map.of(
                "excluded_time_ranges",
                List.of(
                    Map.of(
                        "start_time", "2023-01-02T00:00:00Z",
                        "end_time", "2023-01-02T00:00:00Z")))),
        "builder: configuration.excluded_time_ranges[0].end_time is '2023-01-02T00:00:00Z', must be"
            + " later than start_time");
  }

  private static void assertRefused(Map<String, ?> block, String message) {
    assertThatThrownBy(() -> read(block)).isInstanceOf(SettingsException.class).hasMessage(message);
  }
}
