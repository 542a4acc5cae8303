package io.kaldrix.monitor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.RuleStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleReloadTest {

  private static final Labels COPY = Labels.of("__name__", "copy", "i", "a");

  private static AlertRule high(String expression) {
    return AlertRule.when(expression).holdFor(Duration.ofSeconds(20)).named("High");
  }

  @Test
  void aRuleKeepsItsAlertsAndTheirTimesThoughItsExpressionChanges() {
    RuleBench bench = new RuleBench(high("metric > 90"));
    bench.at(95, 95);
    bench.rules.reload(List.of(RuleGroup.of("g", high("metric > 80"))));
    bench.at(95);
    assertThat(bench.states()).containsExactly("pending", "firing");
    bench.rules.reload(
        List.of(RuleGroup.of("g", AlertRule.when("up").named("New"), high("metric > 94"))));
    bench.at(95);
    assertThat(bench.states()).containsExactly("pending", "firing");
    assertThat(bench.active().get(0).state())
        .isEqualTo(new AlertState.Firing(RuleBench.T0, RuleBench.T0.plusSeconds(20)));
  }

  @Test
  void anAlertWhoseRuleIsTakenAwayEnds() {
    RuleBench bench = new RuleBench(high("metric > 90"));
    bench.at(95, 95, 95);
    bench.rules.reload(List.of());
    bench.at(95);
    assertThat(bench.states()).containsExactly("pending", "firing", "resolved");
    assertThat(bench.active()).isEmpty();
    Labels firing =
        Labels.of(
            "__name__",
            "ALERTS",
            "alertname",
            "High",
            "alertstate",
            "firing",
            "i",
            "a",
            "severity",
            "medium");
    assertThat(bench.last(firing)).isEmpty();
  }

  @Test
  void aGroupOfAnotherNameIsAnotherGroup() {
    RuleBench bench = new RuleBench(high("metric > 90"));
    bench.at(95, 95, 95);
    bench.rules.reload(List.of(RuleGroup.of("h", high("metric > 90"))));
    bench.at(95);
    assertThat(bench.states()).containsExactly("pending", "firing", "pending", "resolved");
  }

  @Test
  void wrongRulesLeaveTheOldOnesAtWork() {
    RuleBench bench = new RuleBench(high("metric > 90"));
    bench.at(95, 95);
    assertThatThrownBy(
            () ->
                bench.rules.reload(
                    List.of(RuleGroup.of("g", high("metric > 1"), high("metric > ")))))
        .isInstanceOf(QueryException.class);
    RuleGroup twice = RuleGroup.of("g", high("metric > 1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bench.rules.reload(List.of(twice, twice)))
        .withMessage("rule group 'g' is given twice");
    bench.at(95);
    assertThat(bench.states()).containsExactly("pending", "firing");
    assertThat(bench.rules.groups().get(0).rules()).containsExactly(high("metric > 90"));
  }

  @Test
  void groupsOfOneNameMayStandInTwoFiles() {
    RuleBench bench =
        new RuleBench(
            RuleGroup.named("g").file("a.yml").of(high("metric > 90")),
            RuleGroup.named("g").file("b.yml").of(AlertRule.when("metric > 50").named("Low")));
    bench.at(95);
    assertThat(bench.active()).hasSize(2);
    assertThat(
            bench.meters.gauge(
                "kaldrix_rule_group_evaluation_seconds", Labels.of("file", "b.yml", "group", "g")))
        .isNotNaN();
  }

  @Test
  void whatARuleRecordedGoesOnOrEndsWithIt() {
    RecordingRule copy = new RecordingRule("copy", "metric");
    RuleBench bench = new RuleBench(copy);
    bench.at(1);
    bench.rules.reload(List.of(RuleGroup.of("g", AlertRule.when("up").named("New"), copy)));
    bench.at(2);
    assertThat(bench.last(COPY)).isPresent();
    bench.rules.reload(List.of(RuleGroup.of("g", new RecordingRule("copy", "metric * 2"))));
    bench.at(3);
    assertThat(bench.last(COPY)).hasValueSatisfying(s -> assertThat(s.value()).isEqualTo(6));
    bench.rules.reload(List.of(RuleGroup.of("g", new RecordingRule("copy", "metric > 100"))));
    bench.at(4);
    assertThat(bench.last(COPY)).isEmpty();
  }

  @Test
  void aRunawayRuleIsSwitchedOffUntilRulesAreReloaded() {
    RuleBench bench = new RuleBench(high("metric > 90"));
    long[] now = {0};
    RuleEngine engine =
        new RuleEngine(
            List.of(RuleGroup.of("g", high("metric > 90"))),
            bench
                .surroundings
                .withFigures(bench.series)
                .withNanoTime(() -> now[0] += 600_000_000)
                .withLimits(
                    new RuleLimits(
                        Duration.ofMillis(500), 3, Duration.ZERO, Duration.ZERO, false)));
    bench.rules = engine;
    bench.at(95, 95);
    assertThat(engine.failures()).isEmpty();
    bench.at(95);
    assertThat(engine.failures().get(0).problem())
        .isEqualTo(
            "took 600ms, more than 500ms, for the 3. time in a row; it is not evaluated until the"
                + " rules are reloaded");
    assertThat(engine.statuses().get(0).health()).isEqualTo(RuleStatus.Health.DISABLED);
    Labels enabled = Labels.of("__name__", "kaldrix_rule_enabled", "group", "g", "rule", "High");
    assertThat(bench.last(enabled)).hasValueSatisfying(s -> assertThat(s.value()).isZero());
    bench.at(1);
    assertThat(bench.state()).isEqualTo("firing");
    engine.reload(engine.groups());
    bench.at(1);
    assertThat(bench.active()).isEmpty();
    assertThat(bench.last(enabled)).hasValueSatisfying(s -> assertThat(s.value()).isEqualTo(1));
  }

  @Test
  void aRulesHistoryAndCostAreSeries() {
    RuleBench bench = new RuleBench(high("metric > 90"));
    bench.rules =
        new RuleEngine(
            List.of(RuleGroup.of("g", high("metric > 90"), high("metric > 80"))),
            bench.surroundings.withFigures(bench.series));
    bench.at(95, 95, 95);
    for (String name : List.of("samples", "alerts")) {
      assertThat(
              bench.last(
                  Labels.of("__name__", "kaldrix_rule_" + name, "group", "g", "rule", "High#2")))
          .hasValueSatisfying(s -> assertThat(s.value()).isEqualTo(1));
    }
    assertThat(
            bench.last(
                Labels.of(
                    "__name__", "kaldrix_rule_transitions_total", "group", "g", "rule", "High")))
        .hasValueSatisfying(s -> assertThat(s.value()).isEqualTo(2));
  }

  @Test
  void refusedFilesAreToldUntilTheyAreRight() {
    RuleBench bench = new RuleBench(high("metric > 90"));
    bench.rules.refused("rules/*.yml", "a.yml:1:1: groups is 'x', must be a list");
    assertThat(bench.rules.failures()).extracting(f -> f.rule()).containsExactly("rules/*.yml");
    bench.rules.reload(bench.rules.groups());
    assertThat(bench.rules.failures()).isEmpty();
  }
}
