package io.kaldrix.monitor.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Doubt.Meaning;
import io.kaldrix.monitor.api.rule.NoData;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.ServiceLevelObjective;
import io.kaldrix.monitor.core.rule.RuleLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the section {@code rules} says beyond Prometheus. */
class RuleOptionsTest {

  private static MonitorSettings read(Map<String, ?> rules) {
    return MonitorSettings.read(
        Settings.of(Map.of("rules", rules)), List.of(), ExpressionCheck.NONE);
  }

  private static AlertRule rule(Map<String, ?> more) {
    Map<String, Object> rule = new LinkedHashMap<>(Map.of("alert", "A", "expr", "x > 90"));
    rule.putAll(more);
    List<?> groups = List.of(Map.of("name", "g", "rules", List.of(rule)));
    return (AlertRule) read(Map.of("groups", groups)).ruleGroups().get(0).rules().get(0);
  }

  @Test
  void aRuleMaySayAllThatABuilderMay() {
    AlertRule read =
        rule(
            Map.ofEntries(
                Map.entry("for", "1m"),
                Map.entry("keep_firing_for", "2m"),
                Map.entry("keep-firing-while", "x > 80"),
                Map.entry("occurrences", "3 of 5"),
                Map.entry("delay", "30s"),
                Map.entry("enabled-when", "on == 1"),
                Map.entry("unless", List.of(Map.of("rule", "B", "on", List.of("i")))),
                Map.entry(
                    "levels",
                    List.of(
                        Map.of("severity", "P2", "when", "> 80"),
                        Map.of("severity", "P0", "when", ">= 95"))),
                Map.entry(
                    "no-data",
                    Map.of("data", "x", "series", "keep", "whole", "alert", "forget-after", "1h")),
                Map.entry("on-error", "alert"),
                Map.entry("enabled", false)));
    assertThat(read)
        .isEqualTo(
            AlertRule.when("x > 90")
                .holdFor(Duration.ofMinutes(1))
                .keepFiringFor(Duration.ofMinutes(2))
                .keepFiringWhile("x > 80")
                .occurrences(3, 5)
                .delay(Duration.ofSeconds(30))
                .enabledWhen("on == 1")
                .unless("B", "i")
                .level(Severity.MEDIUM, "> 80")
                .level(Severity.CRITICAL, ">= 95")
                .noData(new NoData("x", Meaning.KEEP, Meaning.ALERT, Duration.ofHours(1)))
                .onError(Meaning.ALERT)
                .disabled()
                .named("A"));
  }

  @Test
  void whatIsWrongIsTold() {
    String where = "rules.groups[0].rules[0].";
    assertThatThrownBy(() -> rule(Map.of("occurrences", "5 of 3")))
        .hasMessageContaining(
            where + "occurrences is '5 of 3', must be such as '3 of 5', of up to 64");
    assertThatThrownBy(() -> rule(Map.of("on-error", "resolve")))
        .hasMessageContaining(where + "on-error is 'resolve', must be one of alert, keep");
    assertThatThrownBy(
            () -> rule(Map.of("levels", List.of(Map.of("severity", "P0", "when", "95")))))
        .hasMessageContaining(
            where + "levels[0].when is '95', must be a comparison with a number such as '> 0.95'");
    List<?> levels = List.of(Map.of("severity", "P0", "when", "> 1"));
    assertThatThrownBy(() -> rule(Map.of("levels", levels, "labels", Map.of("severity", "page"))))
        .hasMessageContaining(
            where + "labels.severity is 'page', must be left out, as 'levels' gives it");
    assertThatThrownBy(() -> rule(Map.of("no-data", Map.of("series", "keep"))))
        .hasMessageContaining(where + "no-data.data is missing, must be a PromQL expression");
    assertThatThrownBy(() -> read(Map.of("external-url", "nowhere")))
        .hasMessageContaining(
            "rules.external-url is 'nowhere', must be an address that begins with http:// or"
                + " https://");
    assertThatThrownBy(() -> read(Map.of("objectives", List.of(Map.of("name", "x")))))
        .hasMessageContaining("rules.objectives[0].total is missing, must be a selector");
  }

  @Test
  void optionsHoldForAllRules() {
    RuleOptions options =
        read(Map.of(
                "files", List.of("rules/*.yml"),
                "reload", "30s",
                "external-url", "https://mon.example.org/",
                "max-evaluation-time", "2s",
                "overruns", 5,
                "outage-tolerance", "2h",
                "grace", "5m",
                "spread", false,
                "compiled", false))
            .rules();
    assertThat(options)
        .isEqualTo(
            new RuleOptions(
                List.of("rules/*.yml"),
                Duration.ofSeconds(30),
                "https://mon.example.org/",
                new RuleLimits(
                    Duration.ofSeconds(2), 5, Duration.ofHours(2), Duration.ofMinutes(5), false),
                false));
    assertThat(read(Map.of()).rules()).isEqualTo(RuleOptions.DEFAULTS);
  }

  @Test
  void objectivesBecomeRules() {
    List<RuleGroup> groups =
        read(Map.of(
                "objectives",
                List.of(
                    Map.of(
                        "name", "web",
                        "errors", "req{code=~\"5..\"}",
                        "total", "req",
                        "objective", 0.99,
                        "period", "28d",
                        "by", List.of("job")))))
            .ruleGroups();
    assertThat(groups)
        .isEqualTo(
            ServiceLevelObjective.ofErrors("req{code=~\"5..\"}", "req")
                .objective(0.99)
                .period(Duration.ofDays(28))
                .by("job")
                .named("web")
                .rules());
  }
}
