package io.kaldrix.monitor.example.dagnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The Java in the document of the configuration stands in this file, word for word. */
class ConfigurationFromCodeTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void aFileIsRead() {
    Assumptions.assumeTrue(System.getenv("WEBHOOK_URL") == null);
    assertThatThrownBy(
            () ->
                KaldrixMonitor.builder()
                    .meterRegistry(registry)
                    .configuration(Path.of("kaldrix.yml"))
                    .start())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("the environment variable WEBHOOK_URL is not set");
  }

  @Test
  void aMapSaysWhatAFileWould() {
    Map<String, Object> settings =
        Map.of(
            "job", "payments",
            "collect", Map.of("interval", Duration.ofSeconds(5), "max-meters", 50_000),
            "alerting", Map.of("channels", Map.of("terminal", Map.of("type", "console"))));
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder().meterRegistry(registry).configuration(settings).start()) {
      assertThat(monitor.notifications().history()).isEmpty();
    }
  }

  @Test
  void theBuilderAddsToAFile() {
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder()
            .meterRegistry(registry)
            .configuration(Path.of("kaldrix.yml"))
            .variable("WEBHOOK_URL", "https://hooks.example.org/ops")
            .instance("node-3")
            .tickInterval(Duration.ofSeconds(5))
            .rules(
                RuleGroup.of(
                    "queue",
                    AlertRule.when("queue_size > 100")
                        .holdFor(Duration.ofMinutes(1))
                        .severity(Severity.HIGH)
                        .summary("{{ $value }} jobs wait")
                        .named("QueueLong")))
            .healthCheck("queue", () -> HealthResult.up("takes jobs"))
            .start()) {
      assertThat(monitor.rules().groups()).extracting(RuleGroup::name).contains("queue");
      assertThat(monitor.health().report().checks()).anyMatch(c -> c.name().equals("queue"));
    }
  }

  @Test
  void theDocumentSaysTheSame() throws IOException {
    String here =
        squeezed(
            Files.readString(Path.of("src/test/java", name(), "ConfigurationFromCodeTest.java")));
    Page page = Page.read(Path.of("..", "..", "docs", "configuration.md"));
    assertThat(page.blocks().stream().filter(block -> block.kind().equals("java")))
        .hasSize(3)
        .allSatisfy(
            block -> {
              for (String statement : block.text().split(";\n", -1)) {
                assertThat(here).contains(squeezed(statement));
              }
            });
  }

  private static String name() {
    return ConfigurationFromCodeTest.class.getPackageName().replace('.', '/');
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
