package io.kaldrix.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.AlarmMute;
import io.kaldrix.monitor.api.rule.ComparisonOperator;
import io.kaldrix.monitor.api.rule.CompositeAlarm;
import io.kaldrix.monitor.api.rule.LowSamples;
import io.kaldrix.monitor.api.rule.MetricAlarm;
import io.kaldrix.monitor.api.rule.MetricQuery;
import io.kaldrix.monitor.api.rule.MissingData;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Statistic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms the whole way: from a meter to an alert, on a virtual clock of ten seconds a tick. */
class AlarmsTest {

  private static final Instant T0 = Instant.parse("2026-05-06T10:00:00Z");

  @TempDir Path directory;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = T0;
  private double cpu = 0.1;
  private double queue;

  private KaldrixMonitor.Builder manual() {
    return KaldrixMonitor.builder()
        .meterRegistry(registry)
        .instance("node-1")
        .manualTicks()
        .clock(() -> now);
  }

  private KaldrixMonitor with(Rule... alarms) {
    return manual().rules(RuleGroup.of("alarms", alarms)).start();
  }

  private void tickFor(KaldrixMonitor monitor, Duration duration) {
    for (long i = 0; i < duration.toSeconds() / 10; i++) {
      now = now.plusSeconds(10);
      monitor.tick(now);
    }
  }

  private String state(KaldrixMonitor monitor, String alarm) {
    return monitor
        .query()
        .instant("kaldrix_alarm_state{alarmname=\"" + alarm + "\"} == 1", now)
        .vector()
        .samples()
        .get(0)
        .labels()
        .value("state");
  }

  private static Alert onlyAlert(KaldrixMonitor monitor) {
    assertThat(monitor.alerts().active()).hasSize(1);
    return monitor.alerts().active().get(0);
  }

  private void gauges() {
    Gauge.builder("system.cpu.usage", () -> cpu).register(registry);
    Gauge.builder("queue.size", () -> queue).tag("node.id", "a").register(registry);
  }

  private static MetricAlarm.Builder onQueue() {
    return MetricAlarm.on("KALDRIX", "QueueSize")
        .threshold(ComparisonOperator.GREATER_THAN, 100)
        .datapoints(1, 1);
  }

  @Test
  void anAlarmFileRaisesAnAlertWhenTheProcessorIsBusyAndEndsItAfterwards() throws IOException {
    gauges();
    Files.writeString(
        directory.resolve("high-cpu.json"),
        """
        {
          "alarm_name": "prod-kaldrix-high-cpu",
          "alarm_description": "High CPU utilization detected",
          "metric_name": "CPUUtilization",
          "namespace": "AWS/EC2",
          "threshold": 80,
          "comparison_operator": "GreaterThanThreshold",
          "evaluation_periods": 2,
          "period": 300
        }
        """);
    Path file =
        Files.writeString(
            directory.resolve("kaldrix.yml"),
            "rules:\n  alarms: ['*.json']\n  cloudwatch:\n    severity: P1\n");
    try (KaldrixMonitor monitor = manual().configuration(file).start()) {
      assertThat(monitor.rules().groups())
          .extracting(RuleGroup::name)
          .containsExactly("cloudwatch");
      tickFor(monitor, Duration.ofSeconds(10));
      assertThat(state(monitor, "prod-kaldrix-high-cpu")).isEqualTo("INSUFFICIENT_DATA");
      assertThat(monitor.rules().failures()).as("the series is there").isEmpty();
      tickFor(monitor, Duration.ofMinutes(12));
      assertThat(state(monitor, "prod-kaldrix-high-cpu")).isEqualTo("OK");
      assertThat(monitor.alerts().active()).isEmpty();
      cpu = 0.95;
      tickFor(monitor, Duration.ofMinutes(12));
      assertThat(state(monitor, "prod-kaldrix-high-cpu")).isEqualTo("ALARM");
      Alert alert = onlyAlert(monitor);
      assertThat(alert.isFiring()).isTrue();
      assertThat(alert.severity()).isEqualTo(Severity.HIGH);
      assertThat(alert.summary()).isEqualTo("High CPU utilization detected");
      assertThat(alert.annotations().get("state_reason"))
          .startsWith("2 of the last 2 datapoints [")
          .contains("greater than the threshold (80)");
      assertThat(alert.labels().asMap())
          .containsEntry("alertname", "prod-kaldrix-high-cpu")
          .containsEntry("namespace", "AWS/EC2")
          .containsEntry("metric", "CPUUtilization")
          .containsEntry("instance", "node-1");
      assertThat(monitor.query().instant("ALERTS{alertstate='firing'}", now).vector().samples())
          .hasSize(1);
      cpu = 0.2;
      tickFor(monitor, Duration.ofMinutes(6));
      assertThat(monitor.alerts().active()).isEmpty();
      assertThat(state(monitor, "prod-kaldrix-high-cpu")).isEqualTo("OK");
      assertThat(monitor.query().instant("ALERTS", now).vector().samples()).isEmpty();
    }
  }

  @Test
  void dimensionsChooseTheSeriesAndTheFirstErrorOfACounterCounts() {
    MetricAlarm alarm =
        MetricAlarm.on("KALDRIX", "Errors")
            .dimension("Kind", "disk")
            .statistic("Sum")
            .threshold(ComparisonOperator.GREATER_THAN_OR_EQUAL, 1)
            .missing(MissingData.NOT_BREACHING)
            .named("errors");
    try (KaldrixMonitor monitor = with(alarm)) {
      tickFor(monitor, Duration.ofMinutes(2));
      Counter.builder("errors").tag("kind", "net").register(registry).increment();
      tickFor(monitor, Duration.ofMinutes(1));
      assertThat(state(monitor, "errors")).isEqualTo("OK");
      Counter.builder("errors").tag("kind", "disk").register(registry).increment();
      tickFor(monitor, Duration.ofMinutes(1));
      assertThat(state(monitor, "errors")).isEqualTo("ALARM");
      assertThat(onlyAlert(monitor).labels().value("Kind")).isEqualTo("disk");
      tickFor(monitor, Duration.ofMinutes(2));
      assertThat(state(monitor, "errors")).isEqualTo("OK");
    }
  }

  @Test
  void anAlarmWhoseMetricMatchesNoSeriesSaysSo() {
    MetricAlarm alarm =
        MetricAlarm.on("AWS/RDS", "FreeStorageSpace")
            .threshold(ComparisonOperator.LESS_THAN, 1)
            .named("storage");
    try (KaldrixMonitor monitor = with(alarm)) {
      tickFor(monitor, Duration.ofMinutes(2));
      assertThat(state(monitor, "storage")).isEqualTo("INSUFFICIENT_DATA");
      assertThat(monitor.rules().failures())
          .singleElement()
          .satisfies(
              failure ->
                  assertThat(failure.problem())
                      .contains("'AWS/RDS/FreeStorageSpace'")
                      .contains("matches no series")
                      .contains("rules.cloudwatch.metrics"));
      assertThat(monitor.alerts().active()).isEmpty();
    }
  }

  @Test
  void aMappingOfTheConfigurationStandsForAMetric() throws IOException {
    gauges();
    Files.writeString(
        directory.resolve("depth.json"),
        """
        {"AlarmName": "depth", "MetricName": "ApproximateNumberOfMessages", "Namespace": "AWS/SQS",
         "Statistic": "Maximum", "Period": 60, "EvaluationPeriods": 1, "Threshold": 5,
         "ComparisonOperator": "GreaterThanThreshold", "Dimensions": {"QueueName": "orders"}}
        """);
    Path file =
        Files.writeString(
            directory.resolve("kaldrix.yml"),
            """
            rules:
              alarms: [depth.json]
              cloudwatch:
                metrics:
                  AWS/SQS/ApproximateNumberOfMessages: sum(queue_size)
            """);
    try (KaldrixMonitor monitor = manual().configuration(file).start()) {
      queue = 6;
      tickFor(monitor, Duration.ofMinutes(2));
      assertThat(state(monitor, "depth")).isEqualTo("ALARM");
      assertThat(onlyAlert(monitor).value()).isEqualTo(6);
    }
  }

  @Test
  void metricMathWatchesARatio() {
    Timer ok = Timer.builder("requests").tag("outcome", "ok").register(registry);
    Timer bad = Timer.builder("requests").tag("outcome", "bad").register(registry);
    MetricAlarm alarm =
        MetricAlarm.on(
                MetricQuery.metric("bad", requests("bad")),
                MetricQuery.metric("ok", requests("ok")),
                MetricQuery.math("ratio", "100 * bad / (bad + ok)").watched())
            .threshold(ComparisonOperator.GREATER_THAN, 10)
            .named("ratio");
    try (KaldrixMonitor monitor = with(alarm)) {
      for (int tick = 0; tick < 18; tick++) {
        ok.record(10, TimeUnit.MILLISECONDS);
        tickFor(monitor, Duration.ofSeconds(10));
      }
      assertThat(state(monitor, "ratio")).isEqualTo("OK");
      for (int tick = 0; tick < 12; tick++) {
        ok.record(10, TimeUnit.MILLISECONDS);
        bad.record(10, TimeUnit.MILLISECONDS);
        tickFor(monitor, Duration.ofSeconds(10));
      }
      assertThat(state(monitor, "ratio")).isEqualTo("ALARM");
      assertThat(onlyAlert(monitor).value()).isEqualTo(50);
    }
  }

  private static AlarmMetric requests(String outcome) {
    return new AlarmMetric(
        "KALDRIX",
        "Requests",
        Map.of("Outcome", outcome),
        Duration.ofMinutes(1),
        Statistic.parse("SampleCount"),
        Optional.empty());
  }

  @Test
  void aBandAlarmsOnlyOnceItKnowsWhatIsUsual() {
    gauges();
    Random random = new Random(1);
    MetricAlarm alarm =
        MetricAlarm.on(
                MetricQuery.metric(
                        "m1",
                        new AlarmMetric(
                            "KALDRIX",
                            "QueueSize",
                            Map.of(),
                            Duration.ofMinutes(1),
                            Statistic.AVERAGE,
                            Optional.empty()))
                    .watched(),
                MetricQuery.math("band", "ANOMALY_DETECTION_BAND(m1, 4)"))
            .band(ComparisonOperator.ABOVE_BAND, "band")
            .named("unusual");
    try (KaldrixMonitor monitor = with(alarm)) {
      for (int minute = 0; minute < 20; minute++) {
        queue = 50 + random.nextGaussian();
        tickFor(monitor, Duration.ofMinutes(1));
      }
      assertThat(state(monitor, "unusual")).isEqualTo("INSUFFICIENT_DATA");
      for (int minute = 0; minute < 40; minute++) {
        queue = 50 + random.nextGaussian();
        tickFor(monitor, Duration.ofMinutes(1));
      }
      assertThat(state(monitor, "unusual")).isEqualTo("OK");
      queue = 70;
      tickFor(monitor, Duration.ofMinutes(2));
      assertThat(state(monitor, "unusual")).isEqualTo("ALARM");
    }
  }

  @Test
  void aPercentileOfFewSamplesKeepsItsState() {
    gauges();
    MetricAlarm.Builder p99 = onQueue().statistic("p99");
    MetricAlarm kept = p99.lowSamples(LowSamples.IGNORE).named("kept");
    MetricAlarm evaluated = p99.lowSamples(LowSamples.EVALUATE).named("evaluated");
    try (KaldrixMonitor monitor = with(kept, evaluated)) {
      queue = 200;
      tickFor(monitor, Duration.ofMinutes(3));
      assertThat(state(monitor, "kept")).isEqualTo("INSUFFICIENT_DATA");
      assertThat(state(monitor, "evaluated")).isEqualTo("ALARM");
    }
  }

  @Test
  void shortPeriodsAreEvaluatedEveryTenSecondsAndOthersEveryMinute() {
    gauges();
    MetricAlarm fast = onQueue().period(Duration.ofSeconds(10)).named("fast");
    MetricAlarm slow = onQueue().statistic("Maximum").named("slow");
    try (KaldrixMonitor monitor = with(fast, slow)) {
      tickFor(monitor, Duration.ofMinutes(1));
      queue = 200;
      tickFor(monitor, Duration.ofSeconds(10));
      assertThat(state(monitor, "fast")).isEqualTo("ALARM");
      assertThat(state(monitor, "slow")).isEqualTo("OK");
      tickFor(monitor, Duration.ofSeconds(50));
      assertThat(state(monitor, "slow")).isEqualTo("ALARM");
    }
  }

  @Test
  void aCompositeAlarmWaitsForItsSuppressor() {
    gauges();
    Rule top =
        CompositeAlarm.when("ALARM(queue) AND NOT OK(cpu)")
            .suppressedBy("deploy", Duration.ofSeconds(20), Duration.ofSeconds(30))
            .severity(Severity.CRITICAL)
            .named("top");
    Rule queueLong = onQueue().period(Duration.ofSeconds(10)).named("queue");
    Rule cpuHigh =
        MetricAlarm.on("AWS/EC2", "CPUUtilization")
            .period(Duration.ofSeconds(10))
            .threshold(ComparisonOperator.GREATER_THAN, 80)
            .named("cpu");
    double[] deploying = {0};
    Gauge.builder("deploying", () -> deploying[0]).register(registry);
    Rule deploy =
        MetricAlarm.on("", "deploying")
            .period(Duration.ofSeconds(10))
            .threshold(ComparisonOperator.GREATER_THAN, 0)
            .named("deploy");
    try (KaldrixMonitor monitor = with(top, queueLong, cpuHigh, deploy)) {
      tickFor(monitor, Duration.ofSeconds(40));
      assertThat(state(monitor, "top")).isEqualTo("OK");
      queue = 200;
      cpu = 0.9;
      tickFor(monitor, Duration.ofSeconds(10));
      assertThat(state(monitor, "top")).isEqualTo("ALARM");
      assertThat(alert(monitor, "top").state()).isInstanceOf(AlertState.Pending.class);
      assertThat(alert(monitor, "top").annotations())
          .containsEntry("actions_suppressed_by", "WaitPeriod");
      deploying[0] = 1;
      tickFor(monitor, Duration.ofSeconds(60));
      assertThat(alert(monitor, "top").state()).isInstanceOf(AlertState.Pending.class);
      assertThat(alert(monitor, "top").annotations())
          .containsEntry("actions_suppressed_by", "Alarm");
      deploying[0] = 0;
      tickFor(monitor, Duration.ofSeconds(10));
      assertThat(alert(monitor, "top").annotations())
          .containsEntry("actions_suppressed_by", "ExtensionPeriod");
      tickFor(monitor, Duration.ofSeconds(20));
      assertThat(alert(monitor, "top").isFiring()).isFalse();
      tickFor(monitor, Duration.ofSeconds(10));
      assertThat(alert(monitor, "top").isFiring()).isTrue();
      assertThat(alert(monitor, "top").annotations()).doesNotContainKey("actions_suppressed_by");
    }
  }

  private static Alert alert(KaldrixMonitor monitor, String name) {
    return monitor.alerts().active().stream()
        .filter(alert -> alert.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void alarmsInACircleAreNotEvaluatedAndSaySo() {
    Rule a = CompositeAlarm.when("ALARM(b)").named("a");
    Rule b = CompositeAlarm.when("NOT ALARM(a)").named("b");
    Rule beside = CompositeAlarm.when("INSUFFICIENT_DATA(a)").named("beside");
    try (KaldrixMonitor monitor = with(a, b, beside)) {
      tickFor(monitor, Duration.ofSeconds(30));
      assertThat(state(monitor, "a")).isEqualTo("INSUFFICIENT_DATA");
      assertThat(state(monitor, "beside")).isEqualTo("ALARM");
      assertThat(monitor.rules().failures())
          .hasSize(2)
          .allMatch(failure -> failure.problem().contains("in a circle"));
    }
  }

  @Test
  void anAlarmThatIsNotThereIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> with(CompositeAlarm.when("ALARM(quue)").named("top"), onQueue().named("queue")))
        .withMessageContaining("composite alarm 'top' asks of alarm 'quue'")
        .withMessageContaining("did you mean 'queue'?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(onQueue().named("queue"), onQueue().datapoints(1, 2).named("queue")))
        .withMessageContaining("alarm 'queue' is given twice");
    assertThatThrownBy(
            () ->
                manual()
                    .configuration(Map.of("rules", Map.of("alarms", List.of("none.json"))))
                    .start())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("there is no file 'none.json'");
  }

  @Test
  void aMuteHoldsActionsBackAndTheyFollowWhenItIsOver() {
    gauges();
    AlarmMute mute =
        new AlarmMute(
            "maintenance",
            List.of("queue"),
            "cron(0 10 * * *)",
            Duration.ofMinutes(5),
            ZoneOffset.UTC,
            Optional.empty(),
            Optional.empty());
    try (KaldrixMonitor monitor =
        manual().rules(RuleGroup.of("alarms", onQueue().named("queue"))).alarmMute(mute).start()) {
      queue = 200;
      tickFor(monitor, Duration.ofMinutes(4));
      assertThat(state(monitor, "queue")).isEqualTo("ALARM");
      assertThat(onlyAlert(monitor).isFiring()).isFalse();
      assertThat(onlyAlert(monitor).annotations())
          .containsEntry("actions_suppressed_by", "Mute maintenance");
      assertThat(
              monitor
                  .query()
                  .instant("kaldrix_alarm_actions_suppressed", now)
                  .vector()
                  .samples()
                  .get(0)
                  .value())
          .isEqualTo(1);
      tickFor(monitor, Duration.ofMinutes(1));
      assertThat(onlyAlert(monitor).isFiring()).isTrue();
    }
  }

  @Test
  void anAlarmOnPromQlHasAnAlertForEachContributor() {
    double[] load = {0, 0};
    Gauge.builder("load", () -> load[0]).tag("node", "a").register(registry);
    Gauge.builder("load", () -> load[1]).tag("node", "b").register(registry);
    MetricAlarm alarm =
        MetricAlarm.onPromQl(
            "busy",
            new AlarmCriteria.PromQl(
                "load > 1",
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10)));
    try (KaldrixMonitor monitor = with(alarm)) {
      tickFor(monitor, Duration.ofSeconds(10));
      assertThat(state(monitor, "busy")).isEqualTo("OK");
      load[0] = 2;
      tickFor(monitor, Duration.ofSeconds(30));
      assertThat(onlyAlert(monitor).isFiring()).as("pending").isFalse();
      load[1] = 3;
      tickFor(monitor, Duration.ofSeconds(10));
      assertThat(state(monitor, "busy")).isEqualTo("ALARM");
      assertThat(monitor.alerts().firing())
          .singleElement()
          .satisfies(alert -> assertThat(alert.labels().value("node")).isEqualTo("a"));
      assertThat(monitor.alerts().active()).hasSize(2);
      load[0] = 0;
      load[1] = 0;
      tickFor(monitor, Duration.ofSeconds(10));
      assertThat(monitor.alerts().firing()).as("recovering").hasSize(1);
      assertThat(monitor.alerts().active()).hasSize(1);
      tickFor(monitor, Duration.ofSeconds(20));
      assertThat(state(monitor, "busy")).isEqualTo("OK");
      assertThat(monitor.alerts().active()).isEmpty();
    }
  }

  @Test
  void statesSurviveARestartAndNobodyIsToldAgain() {
    gauges();
    Map<String, Object> settings =
        Map.of("state", Map.of("type", "file", "directory", directory.resolve("state")));
    RuleGroup group =
        RuleGroup.of(
            "alarms",
            onQueue().missing(MissingData.IGNORE).named("queue"),
            CompositeAlarm.when("ALARM(queue)").named("top"));
    try (KaldrixMonitor monitor = manual().configuration(settings).rules(group).start()) {
      queue = 200;
      tickFor(monitor, Duration.ofMinutes(2));
      assertThat(monitor.alerts().firing()).hasSize(2);
    }
    registry.clear();
    List<Object> heard = new CopyOnWriteArrayList<>();
    try (KaldrixMonitor monitor =
        manual().configuration(settings).rules(group).alertListener(heard::add).start()) {
      tickFor(monitor, Duration.ofMinutes(2));
      assertThat(monitor.alerts().firing()).hasSize(2);
      assertThat(state(monitor, "queue")).as("ignores missing data").isEqualTo("ALARM");
    }
    assertThat(heard).isEmpty();
  }
}
