package io.kaldrix.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KaldrixMonitorTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = T0;

  @Test
  void aNumberGoesTheWholeWay() throws InterruptedException {
    BlockingQueue<AlertTransition> heard = new LinkedBlockingQueue<>();
    AtomicInteger queueSize = registry.gauge("queue.size", new AtomicInteger(3));
    AlertRule rule =
        AlertRule.when("queue:size:max > 10")
            .holdFor(Duration.ofSeconds(20))
            .severity(Severity.HIGH)
            .label("team", "ledger")
            .summary("{{ $value }} wait in {{ $labels.instance }}")
            .named("QueueLong");
    try (KaldrixMonitor monitor =
        manual()
            .instance("node-1")
            .rules(
                RuleGroup.of(
                    "queue",
                    new RecordingRule("queue:size:max", "max by (instance) (queue_size)"),
                    rule))
            .alertListener(heard::add)
            .start()) {
      tick(monitor);
      assertThat(monitor.alerts().active()).isEmpty();
      queueSize.set(12);
      tick(monitor);
      assertThat(monitor.alerts().active())
          .singleElement()
          .satisfies(
              alert -> {
                assertThat(alert.state()).isInstanceOf(AlertState.Pending.class);
                assertThat(alert.summary()).isEqualTo("12 wait in node-1");
                assertThat(alert.labels().asMap())
                    .containsEntry("alertname", "QueueLong")
                    .containsEntry("severity", "high")
                    .containsEntry("team", "ledger")
                    .containsEntry("instance", "node-1");
              });
      assertThat(value(monitor, "ALERTS{alertstate=\"pending\"}")).isEqualTo(1);
      tick(monitor);
      tick(monitor);
      assertThat(monitor.alerts().firing()).hasSize(1);
      assertThat(value(monitor, "ALERTS{alertname=\"QueueLong\",alertstate=\"firing\"}"))
          .isEqualTo(1);
      assertThat(value(monitor, "ALERTS_FOR_STATE")).isEqualTo(T0.getEpochSecond() + 20.0);
      assertThat(samples(monitor, "ALERTS{alertstate=\"pending\"}")).isEmpty();
      queueSize.set(2);
      tick(monitor);
      assertThat(monitor.alerts().active()).isEmpty();
      assertThat(samples(monitor, "ALERTS")).isEmpty();
      assertThat(stateOf(heard)).isEqualTo("pending");
      assertThat(stateOf(heard)).isEqualTo("firing");
      assertThat(stateOf(heard)).isEqualTo("resolved");
      assertThat(monitor.audit().latest(10))
          .extracting(AuditEvent::action)
          .containsExactly("alert.pending", "alert.firing", "alert.resolved");
    }
  }

  private static String stateOf(BlockingQueue<AlertTransition> heard) throws InterruptedException {
    AlertTransition step = heard.poll(10, TimeUnit.SECONDS);
    assertThat(step).isNotNull();
    return step.alert().state().label();
  }

  @Test
  void theFirstIncrementOfACounterCounts() {
    registry.counter("seen.before").increment(1_000);
    FunctionCounter.builder("old.past", new AtomicInteger(500), AtomicInteger::get)
        .register(registry);
    try (KaldrixMonitor monitor = manual().start()) {
      tick(monitor);
      tick(monitor);
      registry.counter("born").increment();
      registry.timer("calls").record(Duration.ofSeconds(2));
      FunctionCounter.builder("new.past", new AtomicInteger(500), AtomicInteger::get)
          .register(registry);
      registry.counter("seen.before").increment();
      tick(monitor);
      assertThat(value(monitor, "increase(born_total[5m])")).isEqualTo(1);
      assertThat(value(monitor, "increase(calls_seconds_count[5m])")).isEqualTo(1);
      assertThat(value(monitor, "increase(calls_seconds_sum[5m])")).isEqualTo(2);
      assertThat(value(monitor, "increase(seen_before_total[20s])")).isBetween(0.9, 2.1);
      assertThat(samples(monitor, "increase(new_past_total[5m])")).isEmpty();
      assertThat(value(monitor, "increase(old_past_total[5m])")).isZero();
      tick(monitor);
      assertThat(value(monitor, "increase(born_total[5m])")).isEqualTo(1);
      assertThat(value(monitor, "increase(new_past_total[5m])")).isZero();
    }
  }

  @Test
  void aCounterMadeAgainCountsFromZeroAgain() {
    try (KaldrixMonitor monitor = manual().start()) {
      tick(monitor);
      registry.counter("jobs").increment(5);
      tick(monitor);
      registry.remove(registry.counter("jobs"));
      registry.counter("jobs").increment(8);
      tick(monitor);
      assertThat(value(monitor, "increase(jobs_total[5m])")).isEqualTo(13);
    }
  }

  @Test
  void theFirstIncrementIsLeftOutIfToldTo() {
    try (KaldrixMonitor monitor =
        manual().configuration(Map.of("query", Map.of("count-first-increment", false))).start()) {
      tick(monitor);
      registry.counter("born").increment();
      tick(monitor);
      assertThat(samples(monitor, "increase(born_total[5m])")).isEmpty();
    }
  }

  @Test
  void aMetricWithTooManySeriesIsNamedInASeries() {
    for (int i = 0; i < 5; i++) {
      registry.counter("logins", "user", "u" + i);
    }
    try (KaldrixMonitor monitor =
        manual().configuration(Map.of("series", Map.of("max-series-per-metric", 3))).start()) {
      tick(monitor);
      tick(monitor);
      assertThat(value(monitor, "kaldrix_series_refused_by_metric_total{metric=\"logins_total\"}"))
          .isEqualTo(2);
    }
  }

  @Test
  void windowsSurviveARestart(@TempDir Path directory) {
    Map<String, ?> configuration =
        Map.of("series", Map.of("directory", directory.resolve("series").toString()));
    AtomicInteger level = registry.gauge("level", new AtomicInteger(1));
    for (int process = 0; process < 3; process++) {
      try (KaldrixMonitor monitor =
          manual().configuration(configuration).clock(() -> now).start()) {
        for (int i = 0; i < 5; i++) {
          tick(monitor);
          level.incrementAndGet();
        }
        assertThat(value(monitor, "count_over_time(level[10m])")).isEqualTo(5 * process + 5);
        assertThat(value(monitor, "kaldrix_series_rows_lost_total")).isZero();
      }
    }
  }

  @Test
  void aRuleThatCannotBeEvaluatedKeepsItsAlertsAndTheOthersGoOn() {
    AtomicInteger level = registry.gauge("level", new AtomicInteger(1));
    registry.counter("orders", "shop", "a").increment();
    registry.counter("orders", "shop", "b").increment();
    AlertRule failing = AlertRule.when("orders_total * on() level").named("Ambiguous");
    AlertRule fine = AlertRule.when("level > 0").named("Fine");
    try (KaldrixMonitor monitor = manual().rules(RuleGroup.of("g", failing, fine)).start()) {
      tick(monitor);
      assertThat(monitor.alerts().firing()).extracting(Alert::name).containsExactly("Fine");
      assertThat(monitor.rules().failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure.rule()).isEqualTo("Ambiguous"));
      tick(monitor);
      assertThat(value(monitor, "kaldrix_rule_evaluation_failures_total{group=\"g\"}"))
          .isEqualTo(1);
      assertThat(level).hasValue(1);
    }
  }

  @Test
  void aGroupIsEvaluatedAtItsInterval() {
    AtomicInteger level = registry.gauge("level", new AtomicInteger(1));
    RuleGroup slow =
        new RuleGroup(
            "slow",
            Optional.of(Duration.ofSeconds(30)),
            List.of(new RecordingRule("copy", "level")));
    try (KaldrixMonitor monitor = manual().rules(slow).start()) {
      List<Double> copies = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        level.set(i);
        tick(monitor);
        copies.add(value(monitor, "copy"));
      }
      assertThat(copies).startsWith(0.0);
      List<Double> evaluated = copies.stream().distinct().skip(1).toList();
      assertThat(evaluated).hasSizeBetween(2, 3);
      for (int i = 1; i < evaluated.size(); i++) {
        assertThat(evaluated.get(i) - evaluated.get(i - 1)).isEqualTo(3);
      }
    }
  }

  @Test
  void healthOfTheHostIsReadAndBecomesSeries() {
    try (KaldrixMonitor monitor =
        manual().healthCheck("ledger", () -> HealthResult.degraded("slow")).start()) {
      while (monitor.health().report("readiness").checks().stream()
          .anyMatch(check -> check.checkedAt().isEmpty())) {
        tick(monitor);
      }
      tick(monitor);
      assertThat(monitor.health().report("readiness").status()).isEqualTo(HealthStatus.DEGRADED);
      assertThat(monitor.health().isReady()).isTrue();
      assertThat(value(monitor, "kaldrix_health_status{check=\"ledger\"}")).isEqualTo(0.5);
      assertThat(monitor.health().report().checks())
          .extracting(check -> check.name())
          .contains("deadlock", "disk-space", "heap", "ledger");
    }
  }

  @Test
  void aDoorWithoutItsModuleSaysWhatToAdd() {
    try (KaldrixMonitor monitor = manual().start()) {
      assertThatIllegalStateException()
          .isThrownBy(monitor::anomalies)
          .withMessageContaining("add kaldrix-monitor-anomaly to the class path");
      assertThatIllegalStateException()
          .isThrownBy(monitor::notifications)
          .withMessageContaining("kaldrix-monitor-alerting");
      assertThatIllegalStateException()
          .isThrownBy(monitor::compliance)
          .withMessageContaining("kaldrix-monitor-compliance");
    }
  }

  @Test
  void closingTwiceIsClosingOnce() {
    KaldrixMonitor monitor = manual().start();
    monitor.close();
    monitor.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> monitor.tick(T0))
        .withMessage("this monitor is closed");
    assertThat(monitor.alerts().active()).isEmpty();
  }

  @Test
  void aBuilderStartsOneMonitor() {
    KaldrixMonitor.Builder builder = manual();
    KaldrixMonitor first = builder.start();
    assertThatIllegalStateException()
        .isThrownBy(builder::start)
        .withMessageStartingWith("this builder has started a monitor already");
    first.close();
  }

  @Test
  void twoMonitorsOverOneRegistryDoNotDisturbEachOther() {
    registry.counter("hits").increment(5);
    try (KaldrixMonitor first = manual().start();
        KaldrixMonitor second = manual().start()) {
      tick(first);
      tick(second);
      assertThat(value(first, "hits_total")).isEqualTo(5);
      assertThat(value(second, "hits_total")).isEqualTo(5);
    }
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder()
            .meterRegistry(registry)
            .tickInterval(Duration.ofMillis(10))
            .start()) {
      while (samples(monitor, "kaldrix_ticks_total").isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(ourThreads()).isNotEmpty().allMatch(Thread::isDaemon);
    }
    for (Thread thread : ourThreads()) {
      thread.join(10_000);
    }
    assertThat(ourThreads()).isEmpty();
  }

  @Test
  void onlyAMonitorThatDoesNotTickByItselfIsTicked() {
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder().tickInterval(Duration.ofHours(1)).start()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> monitor.tick(T0))
          .withMessageContaining("manualTicks()");
    }
  }

  @Test
  void aWrongConfigurationFailsAtTheStartAndLeavesNothingOpen() {
    assertThatThrownBy(
            () -> manual().configuration(Map.of("collect", Map.of("intervall", "5s"))).start())
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "builder: collect.intervall is unknown, allowed: interval, max-meters, did you mean"
                + " 'interval'?");
    assertThatThrownBy(
            () -> manual().rules(RuleGroup.of("g", AlertRule.when("up >").named("X"))).start())
        .hasMessageContaining("up >");
  }

  @Test
  void whatHasNoPluginIsRefusedByName() {
    assertThatThrownBy(() -> manual().configuration(Map.of("state", Map.of("type", "fil"))).start())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("'fil'")
        .hasMessageContaining("did you mean 'file'?");
    assertThatThrownBy(
            () ->
                manual()
                    .configuration(Map.of("plugins", Map.of("heep", Map.of("enabled", false))))
                    .start())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("did you mean 'heap'?");
  }

  private KaldrixMonitor.Builder manual() {
    return KaldrixMonitor.builder().meterRegistry(registry).manualTicks().clock(() -> now);
  }

  private void tick(KaldrixMonitor monitor) {
    now = now.plusSeconds(10);
    monitor.tick(now);
  }

  private List<VectorSample> samples(KaldrixMonitor monitor, String expression) {
    Instant at = now.isAfter(T0) ? now : Instant.now();
    return monitor.query().instant(expression, at).vector().samples();
  }

  private double value(KaldrixMonitor monitor, String expression) {
    List<VectorSample> samples = samples(monitor, expression);
    assertThat(samples).as(expression).hasSize(1);
    return samples.get(0).value();
  }

  private static List<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("kaldrix-"))
        .filter(thread -> !thread.getName().startsWith("kaldrix-loading"))
        .toList();
  }
}
