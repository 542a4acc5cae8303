package io.kaldrix.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesOfAMonitorTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private static final String CONFIGURATION =
      """
      region: eu
      state:
        type: file
        directory: STATE
      rules:
        files: ["rules/*.yml"]
        reload: 30s
        external-url: https://mon.example.org/
        groups:
          - name: own
            rules:
              - alert: Own
                expr: level > 200
      """;

  private static final String RULES =
      """
      groups:
        - name: levels
          rules:
            - alert: High
              expr: level > LIMIT
              for: 20s
              labels:
                severity: page
              annotations:
                summary: "{{ $value }} in {{ $externalLabels.region }}, see {{ $externalURL }}${x}"
      """;

  @TempDir Path directory;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger level = new AtomicInteger(95);
  private Instant now = T0;
  private int versions;

  @BeforeEach
  void writeDown() throws IOException {
    registry.gauge("level", level);
    Files.createDirectory(directory.resolve("rules"));
    String text = CONFIGURATION.replace("STATE", directory.resolve("state").toString());
    Files.writeString(directory.resolve("kaldrix.yml"), text);
    write(RULES.replace("LIMIT", "90"));
  }

  private void write(String text) throws IOException {
    Path file = directory.resolve("rules/levels.yml");
    Files.writeString(file, text);
    versions++;
    Files.setLastModifiedTime(file, FileTime.from(T0.plusSeconds(versions)));
  }

  private KaldrixMonitor start() {
    return KaldrixMonitor.builder()
        .meterRegistry(registry)
        .configuration(directory.resolve("kaldrix.yml"))
        .clock(() -> now)
        .manualTicks()
        .start();
  }

  private void ticks(KaldrixMonitor monitor, int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(10);
      monitor.tick(now);
    }
  }

  @Test
  void theyAreReadAsTheyStand() {
    try (KaldrixMonitor monitor = start()) {
      ticks(monitor, 3);
      Alert alert = monitor.alerts().firing().get(0);
      assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(alert.labels().value("severity")).isEqualTo("page");
      assertThat(alert.summary()).isEqualTo("95 in eu, see https://mon.example.org/${x}");
      assertThat(monitor.rules().groups())
          .extracting(RuleGroup::file)
          .containsExactly("", "rules/levels.yml");
    }
  }

  @Test
  void changesAreTakenOverAndAlertsGoOn() throws IOException {
    try (KaldrixMonitor monitor = start()) {
      ticks(monitor, 3);
      AlertState before = monitor.alerts().firing().get(0).state();
      write(RULES.replace("LIMIT", "94"));
      ticks(monitor, 4);
      AlertRule rule = (AlertRule) monitor.rules().groups().get(1).rules().get(0);
      assertThat(rule.expression()).isEqualTo("level > 94");
      assertThat(monitor.alerts().firing().get(0).state()).isEqualTo(before);
      write(RULES.replace("LIMIT", "96"));
      ticks(monitor, 4);
      assertThat(monitor.alerts().active()).isEmpty();
    }
  }

  @Test
  void wrongOnesLeaveTheOldOnesAtWorkAndAreTold() throws IOException {
    try (KaldrixMonitor monitor = start()) {
      write(RULES.replace("level > LIMIT", "level >"));
      ticks(monitor, 4);
      assertThat(monitor.alerts().firing()).hasSize(1);
      assertThat(monitor.rules().failures())
          .singleElement()
          .extracting(Rules.RuleFailure::problem)
          .asString()
          .startsWith("levels.yml:5:15: groups[0].rules[0].expr is 'level >', must be PromQL: ");
      write(RULES.replace("LIMIT", "90"));
      ticks(monitor, 4);
      assertThat(monitor.rules().failures()).isEmpty();
      assertThat(monitor.alerts().firing()).hasSize(1);
    }
  }

  @Test
  void wrongOnesStopTheStart() throws IOException {
    write("groups: 5");
    assertThatThrownBy(this::start)
        .isInstanceOf(SettingsException.class)
        .hasMessage("levels.yml:1:9: groups is '5', must be a list");
  }

  @Test
  void alertsSurviveARestart() {
    AlertState before;
    try (KaldrixMonitor monitor = start()) {
      ticks(monitor, 3);
      before = monitor.alerts().firing().get(0).state();
    }
    now = now.plusSeconds(600);
    try (KaldrixMonitor monitor = start()) {
      ticks(monitor, 1);
      assertThat(monitor.alerts().firing()).extracting(Alert::state).isEqualTo(List.of(before));
    }
  }

  @Test
  void rulesMayBeReplacedFromCode() {
    try (KaldrixMonitor monitor = start()) {
      ticks(monitor, 3);
      monitor.rules().reload(List.of(RuleGroup.of("x", AlertRule.when("level > 1").named("X"))));
      ticks(monitor, 1);
      assertThat(monitor.alerts().firing()).extracting(Alert::name).containsExactly("X");
    }
  }

  @Test
  void aRulesCostIsASeriesOfTheProcess() {
    try (KaldrixMonitor monitor = start()) {
      ticks(monitor, 2);
      assertThat(
              monitor
                  .query()
                  .prepare("kaldrix_rule_samples{rule=\"High\",file=\"rules/levels.yml\"}")
                  .at(now)
                  .vector()
                  .samples())
          .singleElement()
          .satisfies(
              sample -> {
                assertThat(sample.value()).isEqualTo(1);
                assertThat(sample.labels().value("region")).isEqualTo("eu");
              });
    }
  }
}
