package io.kaldrix.monitor.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Grading;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFilesTest {

  @TempDir Path directory;

  private RuleFiles files(String... patterns) {
    return new RuleFiles(List.of(patterns), directory, ExpressionCheck.NONE, TextCheck.NONE);
  }

  private List<RuleGroup> read(String text) throws IOException {
    Files.writeString(directory.resolve("a.yml"), text);
    return files("a.yml").load();
  }

  @Test
  void allThatPrometheusHasIsRead() throws IOException {
    RuleGroup group =
        read("""
                groups:
                  - name: node
                    interval: 1m
                    limit: 5
                    query_offset: 30s
                    labels: {region: eu}
                    rules:
                      - record: my.metric
                        expr: up
                        labels: {ratio: 0.50}
                      - alert: Down
                        expr: up == 0
                        for: 1h30m
                        keep_firing_for: 5m
                        labels: {severity: page}
                        annotations: {summary: "${X} {{ $value }}"}
                """)
            .get(0);
    assertThat(group)
        .isEqualTo(
            RuleGroup.named("node")
                .file("a.yml")
                .interval(Duration.ofMinutes(1))
                .limit(5)
                .queryOffset(Duration.ofSeconds(30))
                .label("region", "eu")
                .of(
                    new RecordingRule("my.metric", "up", Map.of("ratio", "0.50")),
                    AlertRule.when("up == 0")
                        .holdFor(Duration.ofMinutes(90))
                        .keepFiringFor(Duration.ofMinutes(5))
                        .grading(new Grading.Labelled(Severity.MEDIUM))
                        .label("severity", "page")
                        .summary("${X} {{ $value }}")
                        .named("Down")));
    assertThat(((AlertRule) group.rules().get(1)).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void mergedKeysGiveWayToThoseThatAreWritten() throws IOException {
    AlertRule rule =
        (AlertRule)
            read("""
                    groups:
                      - name: g
                        rules:
                          - alert: A
                            expr: up
                            labels: &one {a: 1, b: 1}
                          - alert: B
                            expr: up
                            labels: &two {b: 2, c: 2}
                          - alert: C
                            expr: up
                            labels:
                              c: 3
                              <<: [*one, *two]
                    """)
                .get(0)
                .rules()
                .get(2);
    assertThat(rule.labels()).isEqualTo(Map.of("a", "1", "b", "1", "c", "3"));
  }

  @Test
  void patternsFindFilesInOrderOfTheirNames() throws IOException {
    Files.createDirectory(directory.resolve("rules"));
    for (String name : List.of("b.yml", "a.yml", "c.yaml", "d.json")) {
      String text = "{\"groups\": [{\"name\": \"g\", \"rules\": []}]}";
      Files.writeString(directory.resolve("rules").resolve(name), text);
    }
    assertThat(files("rules/*.yml", "rules/d.json", "rules/a.yml", "none/*.yml").load())
        .extracting(RuleGroup::file)
        .containsExactly("rules/a.yml", "rules/b.yml", "rules/d.json");
  }

  @Test
  void aFileThatIsNamedMustBeThere() {
    assertThatThrownBy(() -> files("gone.yml").load())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gone.yml")
        .hasMessageEndingWith("there is no such file");
    assertThatThrownBy(() -> files("gone.yml").fingerprint()).isInstanceOf(SettingsException.class);
  }

  @Test
  void whatIsWrongIsToldWithItsPlaceAndWhatIsAllowed() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    groups:
                      - name: g
                        rules:
                          - alert: A
                            expr: up
                            keep-firing-while: down
                    """))
        .hasMessage(
            "a.yml:6:9: groups[0].rules[0].keep-firing-while is unknown, allowed: alert,"
                + " annotations, expr, for, keep_firing_for, labels, record");
    assertThatThrownBy(() -> read("groups:\n  - name: g\n    interval: 30m1h\n"))
        .hasMessage(
            "a.yml:3:15: groups[0].interval is '30m1h', must be a duration such as 500ms, 10s,"
                + " 5m or 1h30m");
  }

  @Test
  void aFingerprintChangesWithTheFiles() throws IOException {
    read("groups: []");
    String before = files("*.yml").fingerprint();
    assertThat(files("*.yml").fingerprint()).isEqualTo(before);
    Files.writeString(directory.resolve("b.yml"), "groups:");
    assertThat(files("*.yml").fingerprint()).isNotEqualTo(before);
  }
}
