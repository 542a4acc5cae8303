package io.kaldrix.monitor.core.rule;

import static io.kaldrix.monitor.core.rule.RuleBench.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Doubt;
import io.kaldrix.monitor.api.rule.Doubt.Meaning;
import io.kaldrix.monitor.api.rule.Grading;
import io.kaldrix.monitor.api.rule.NoData;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.RuleStatus;
import io.kaldrix.monitor.api.series.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of alerts, told in virtual time: one evaluation every ten seconds. */
class AlertScenariosTest {

  private static final double NONE = Double.NaN;
  private static final Labels HIGH = Labels.of("alertname", "High", "i", "a", "severity", "medium");

  private static AlertRule.Builder high() {
    return AlertRule.when("metric > 90");
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Test
  void anAlertWaitsFiresAndEnds() {
    RuleBench bench = new RuleBench(high().holdFor(seconds(20)).named("High"));
    bench.at(1, 95, 95, 95, 95, 1, 1);
    assertThat(bench.states()).containsExactly("pending", "firing", "resolved");
    AlertTransition fired = bench.heard.get(1);
    assertThat(fired.at()).isEqualTo(T0.plusSeconds(30));
    assertThat(fired.alert().startsAt()).contains(T0.plusSeconds(30));
    assertThat(fired.alert().endsAt()).isEmpty();
    assertThat(fired.alert().generator().expression()).isEqualTo("metric > 90");
    assertThat(fired.alert().generator().group()).isEqualTo("g");
    Alert ended = bench.heard.get(2).alert();
    assertThat(ended.startsAt()).contains(T0.plusSeconds(30));
    assertThat(ended.endsAt()).contains(T0.plusSeconds(50));
    assertThat(ended.fingerprint()).isEqualTo(fired.alert().fingerprint());
    assertThat(bench.active()).isEmpty();
  }

  @Test
  void aBlipNeverFires() {
    RuleBench bench = new RuleBench(high().holdFor(seconds(20)).named("High"));
    bench.at(95, 95, 1, 95, 95, 1);
    assertThat(bench.states()).containsExactly("pending", "inactive", "pending", "inactive");
  }

  @Test
  void alertsShowAsPrometheusShowsThem() {
    RuleBench bench = new RuleBench(high().holdFor(seconds(10)).named("High"));
    Labels pending = HIGH.toBuilder().metricName("ALERTS").set("alertstate", "pending").build();
    Labels firing = HIGH.toBuilder().metricName("ALERTS").set("alertstate", "firing").build();
    Labels since = HIGH.toBuilder().metricName("ALERTS_FOR_STATE").build();
    bench.at(95);
    assertThat(bench.last(pending)).map(Sample::value).contains(1.0);
    assertThat(bench.last(since)).map(Sample::value).contains((double) T0.getEpochSecond());
    bench.at(95);
    assertThat(bench.last(pending)).isEmpty();
    assertThat(bench.last(firing)).map(Sample::value).contains(1.0);
    assertThat(bench.last(since)).map(Sample::value).contains((double) T0.getEpochSecond());
    bench.at(1);
    assertThat(bench.last(firing)).isEmpty();
    assertThat(bench.last(since)).isEmpty();
  }

  @Test
  void anAlertOutlivesItsConditionForAWhile() {
    RuleBench bench = new RuleBench(high().keepFiringFor(seconds(30)).named("High"));
    bench.at(95, 1, 1, 95, 1);
    assertThat(bench.states()).containsExactly("firing");
    assertThat(bench.active().get(0).state())
        .isEqualTo(new AlertState.Firing(T0, T0, Optional.of(T0.plusSeconds(40))));
    bench.at(1, 1);
    assertThat(bench.state()).isEqualTo("firing");
    bench.at(1);
    assertThat(bench.states()).containsExactly("firing", "resolved");
  }

  @Test
  void anAlertGoesOnUntilItsValueIsWellBelow() {
    RuleBench bench = new RuleBench(high().keepFiringWhile("metric > 80").named("High"));
    bench.at(85, 95, 85, 88, 85);
    assertThat(bench.states()).containsExactly("firing");
    assertThat(bench.active().get(0).value()).isEqualTo(85);
    bench.at(79, 85);
    assertThat(bench.states()).containsExactly("firing", "resolved");
  }

  @Test
  void whatKeepsAnAlertFiringEndsWithItsSeries() {
    RuleBench bench = new RuleBench(high().keepFiringWhile("metric > 80").named("High"));
    bench.at(95, 85, NONE);
    assertThat(bench.states()).containsExactly("firing", "resolved");
  }

  @Test
  void aConditionThatIsMetOftenEnoughHolds() {
    RuleBench bench = new RuleBench(high().occurrences(3, 5).named("High"));
    bench.at(95, 1, 95, 1);
    assertThat(bench.states()).containsExactly("pending");
    bench.at(95);
    assertThat(bench.states()).containsExactly("pending", "firing");
    bench.at(1);
    assertThat(bench.states()).containsExactly("pending", "firing", "resolved");
    bench.at(1, 1, 1);
    assertThat(bench.active()).isEmpty();
    assertThat(bench.heard).hasSize(3);
  }

  @Test
  void oneAlertChangesItsSeverity() {
    RuleBench bench =
        new RuleBench(
            AlertRule.when("metric")
                .level(Severity.MEDIUM, "> 80")
                .level(Severity.CRITICAL, "> 95")
                .named("Disk"));
    bench.at(50, 85, 99, 99, 85, 50);
    assertThat(bench.heard)
        .extracting(
            step -> step.before().label() + ">" + step.alert().state().label(),
            AlertTransition::severityBefore,
            step -> step.alert().severity())
        .containsExactly(
            tuple("inactive>firing", Severity.MEDIUM, Severity.MEDIUM),
            tuple("firing>firing", Severity.MEDIUM, Severity.CRITICAL),
            tuple("firing>firing", Severity.CRITICAL, Severity.MEDIUM),
            tuple("firing>resolved", Severity.MEDIUM, Severity.MEDIUM));
    assertThat(bench.heard)
        .extracting(step -> step.alert().fingerprint())
        .containsOnly(bench.heard.get(0).alert().fingerprint());
    assertThat(bench.heard.get(1).changesSeverity()).isTrue();
    assertThat(bench.heard.get(2).alert().startsAt()).contains(T0.plusSeconds(10));
  }

  @Test
  void aLadderShowsTheSeverityItHas() {
    RuleBench bench =
        new RuleBench(
            AlertRule.when("metric")
                .level(Severity.MEDIUM, "> 80")
                .level(Severity.CRITICAL, "> 95")
                .named("Disk"));
    Labels shown =
        Labels.of("__name__", "ALERTS", "alertname", "Disk", "alertstate", "firing", "i", "a");
    bench.at(85);
    assertThat(bench.last(shown.with("severity", "medium"))).isPresent();
    bench.at(99);
    assertThat(bench.last(shown.with("severity", "medium"))).isEmpty();
    assertThat(bench.last(shown.with("severity", "critical"))).isPresent();
    assertThat(bench.active().get(0).labels().has("severity")).isFalse();
  }

  @Test
  void theSeverityOfAPrometheusRuleIsItsLabelsAndTheLabelStays() {
    RuleBench bench =
        new RuleBench(
            high()
                .grading(new Grading.Labelled(Severity.MEDIUM))
                .label("severity", "{{ if gt $value 95.0 }}page{{ else }}warning{{ end }}")
                .named("High"),
            high().grading(new Grading.Labelled(Severity.MEDIUM)).named("Plain"));
    bench.at(99);
    assertThat(bench.active())
        .extracting(Alert::severity, alert -> alert.labels().value("severity"))
        .containsExactly(tuple(Severity.CRITICAL, "page"), tuple(Severity.MEDIUM, ""));
  }

  @Test
  void aLabelThatChangesWithTheValueMakesAnotherAlert() {
    RuleBench bench = new RuleBench(high().label("value", "{{ $value }}").named("High"));
    bench.at(95, 96);
    assertThat(bench.heard)
        .extracting(
            step -> step.alert().labels().value("value"), step -> step.alert().state().label())
        .containsExactlyInAnyOrder(
            tuple("95", "firing"), tuple("95", "resolved"), tuple("96", "firing"));
  }

  @Test
  void theTextOfAFiringAlertGoesWithItsValue() {
    RuleBench bench = new RuleBench(high().summary("is {{ $value }}").named("High"));
    bench.at(95, 96);
    assertThat(bench.active().get(0).summary()).isEqualTo("is 96");
    assertThat(bench.heard.get(0).alert().summary()).isEqualTo("is 95");
    bench.at(1);
    assertThat(bench.heard.get(1).alert().summary()).isEqualTo("is 96");
  }

  @Test
  void anAlertIsHeldBackWhileTheOneItDependsOnFires() {
    RuleBench bench =
        new RuleBench(
            AlertRule.when("host_down == 1").named("HostDown"),
            high().holdFor(seconds(10)).unless("HostDown", "i").named("High"));
    bench.now = T0;
    bench.set("host_down", "a", 1);
    bench.at(95, 95, 95);
    assertThat(bench.active())
        .filteredOn(alert -> alert.name().equals("High"))
        .extracting(Alert::state)
        .containsExactly(new AlertState.Pending(T0.plusSeconds(10), "unless HostDown"));
    bench.now = bench.now.plusMillis(1);
    bench.set("host_down", "a", 0);
    bench.at(95);
    assertThat(bench.active()).extracting(Alert::name).containsExactly("High");
    assertThat(bench.state()).isEqualTo("firing");
  }

  @Test
  void anAlertOfAnotherHostHoldsNothingBack() {
    RuleBench bench =
        new RuleBench(
            AlertRule.when("host_down == 1").named("HostDown"),
            high().unless("HostDown", "i").named("High"));
    bench.now = T0;
    bench.set("host_down", "b", 1);
    bench.at(95);
    assertThat(bench.rules.firing()).extracting(Alert::name).containsExactly("High", "HostDown");
  }

  @Test
  void aDependencyLeadsSomewhereAndNotInACircle() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RuleBench(high().unless("Gone").named("High")))
        .withMessage("rule 'High': unless is 'Gone', must be the name of an alert rule");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RuleBench(high().unless("B").named("A"), high().unless("A").named("B")))
        .withMessageContaining("leads in a circle");
  }

  @Test
  void aRuleIsOnWhereItIsSaidToBe() {
    RuleBench bench = new RuleBench(high().enabledWhen("maintenance == 0").named("High"));
    bench.at(95);
    assertThat(bench.active()).isEmpty();
    bench.set("maintenance", "a", 0);
    bench.now = bench.now.minusMillis(1);
    bench.at(95);
    assertThat(bench.state()).isEqualTo("firing");
    bench.now = bench.now.plusMillis(1);
    bench.set("maintenance", "a", 1);
    bench.at(95);
    assertThat(bench.states()).containsExactly("firing", "resolved");
  }

  @Test
  void whatIsSaidOfNoSeriesInParticularIsSaidOfAll() {
    RuleBench bench = new RuleBench(high().enabledWhen("vector(1)").named("High"));
    assertThat(bench.at(95).state()).isEqualTo("firing");
  }

  @Test
  void noDataResolvesUnlessSaidOtherwise() {
    RuleBench bench = new RuleBench(high().named("High"));
    bench.at(95, NONE);
    assertThat(bench.states()).containsExactly("firing", "resolved");
  }

  @Test
  void aVanishedSeriesMayKeepItsAlertUntilItIsForgotten() {
    NoData keep = new NoData("metric", Meaning.KEEP, Meaning.RESOLVE, seconds(30));
    RuleBench bench = new RuleBench(high().noData(keep).named("High"));
    bench.at(95, NONE, NONE);
    assertThat(bench.states()).containsExactly("firing");
    bench.at(NONE);
    assertThat(bench.states()).containsExactly("firing", "resolved");
  }

  @Test
  void aVanishedSeriesMayBeAnAlertItself() {
    NoData alert = new NoData("metric", Meaning.ALERT, Meaning.RESOLVE, seconds(600));
    RuleBench bench = new RuleBench(high().holdFor(seconds(10)).noData(alert).named("High"));
    bench.at(1, NONE);
    assertThat(bench.state()).isEqualTo("pending");
    bench.at(NONE);
    assertThat((Object) bench.active().get(0).labels()).isEqualTo(HIGH);
    assertThat(bench.active().get(0).value()).isNaN();
    bench.at(1);
    assertThat(bench.states()).containsExactly("pending", "firing", "resolved");
  }

  @Test
  void noDataAtAllMayKeepAllAlerts() {
    NoData keep = new NoData("metric", Meaning.RESOLVE, Meaning.KEEP, seconds(600));
    RuleBench bench = new RuleBench(high().noData(keep).named("High"));
    bench.at(95, NONE, NONE);
    assertThat(bench.states()).containsExactly("firing");
    bench.at(1);
    assertThat(bench.states()).containsExactly("firing", "resolved");
  }

  @Test
  void noDataAtAllMayBeAnAlertOfTheRule() {
    RuleBench bench =
        new RuleBench(high().label("team", "x").noData("metric", Meaning.ALERT).named("High"));
    bench.at(95, NONE);
    assertThat(bench.active()).hasSize(2);
    assertThat(bench.active())
        .extracting(Alert::labels)
        .contains(
            Labels.of("alertname", "High", "reason", "no_data", "severity", "medium", "team", "x"));
    bench.at(1);
    assertThat(bench.active()).isEmpty();
  }

  @Test
  void anErrorLeavesAlertsAsTheyAreAndIsTold() {
    RuleBench bench = new RuleBench(high().named("High"));
    bench.at(95);
    bench.set("other", "a", 1);
    bench.rules.reload(List.of(RuleGroup.of("g", failing().named("High"))));
    bench.at(95, 1);
    assertThat(bench.state()).isEqualTo("firing");
    assertThat(bench.rules.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.rule()).isEqualTo("High"));
    assertThat(bench.rules.statuses().get(0).health()).isEqualTo(RuleStatus.Health.FAILED);
    assertThat(bench.meters.total("kaldrix_rule_evaluation_failures_total")).isEqualTo(2);
    bench.rules.reload(List.of(RuleGroup.of("g", high().named("High"))));
    bench.at(1);
    assertThat(bench.states()).containsExactly("firing", "resolved");
    assertThat(bench.rules.failures()).isEmpty();
  }

  /** Two series that become one without their metric's name cannot be told apart. */
  private static AlertRule.Builder failing() {
    return AlertRule.when("{__name__=~\"metric|other\"}");
  }

  @Test
  void anErrorMayBeAnAlertThatEndsWithIt() {
    AlertRule.Builder rule = AlertRule.when("{__name__=~\"one|two\"} > 0");
    RuleBench bench = new RuleBench(rule.onError(Meaning.ALERT).named("Any"));
    bench.set("one", "a", 1);
    bench.set("two", "a", 1);
    bench.at(1);
    assertThat(bench.active())
        .extracting(alert -> alert.labels().value(Doubt.REASON_LABEL))
        .containsExactly("error");
    bench.set("two", "a", 0);
    bench.now = bench.now.plusSeconds(300);
    bench.set("one", "a", 1);
    bench.at(1);
    assertThat(bench.active())
        .extracting(alert -> alert.labels().value(Doubt.REASON_LABEL))
        .containsExactly("");
  }

  @Test
  void aRuleWithTooManyAlertsFailsAndHasNone() {
    RuleBench bench = new RuleBench(RuleGroup.named("g").limit(1).of(high().named("High")));
    bench.at(95);
    assertThat(bench.state()).isEqualTo("firing");
    bench.now = bench.now.plusSeconds(10);
    bench.set("metric", "b", 95);
    bench.now = bench.now.minusSeconds(10);
    bench.at(95);
    assertThat(bench.states()).containsExactly("firing", "resolved");
    assertThat(bench.active()).isEmpty();
    assertThat(bench.rules.failures().get(0).problem())
        .isEqualTo("exceeded limit of 1 with 2 alerts");
  }

  @Test
  void aRuleThatRecordsTooMuchRecordsNothing() {
    RuleBench bench =
        new RuleBench(
            RuleGroup.named("g")
                .limit(1)
                .label("team", "x")
                .of(new RecordingRule("m:c", "metric")));
    bench.at(95);
    Labels recorded = Labels.of("__name__", "m:c", "i", "a", "team", "x");
    assertThat(bench.last(recorded)).map(Sample::value).contains(95.0);
    bench.now = bench.now.plusSeconds(10);
    bench.set("metric", "b", 95);
    bench.now = bench.now.minusSeconds(10);
    bench.at(96);
    assertThat(bench.last(recorded)).isEmpty();
    assertThat(bench.rules.failures().get(0).problem())
        .isEqualTo("exceeded limit of 1 with 2 series");
  }

  @Test
  void aLabelOfItsGroupGivesWayToThatOfTheRule() {
    RuleBench bench =
        new RuleBench(
            RuleGroup.named("g")
                .label("severity", "page")
                .label("team", "x")
                .label("tier", "1")
                .of(
                    high().severity(Severity.LOW).label("team", "y").named("Own"),
                    high().grading(new Grading.Labelled(Severity.LOW)).named("Groups")));
    bench.at(95);
    assertThat(bench.active())
        .extracting(
            Alert::name,
            alert -> alert.labels().value("severity"),
            Alert::severity,
            alert -> alert.labels().value("team") + alert.labels().value("tier"))
        .containsExactlyInAnyOrder(
            tuple("Own", "low", Severity.LOW, "y1"),
            tuple("Groups", "page", Severity.CRITICAL, "x1"));
  }

  @Test
  void aDelayedRuleLooksAtWhatWas() {
    RuleBench bench =
        new RuleBench(
            RuleGroup.named("g")
                .queryOffset(seconds(20))
                .of(high().named("Late"), high().delay(seconds(0)).named("Now")));
    bench.at(95, 1);
    assertThat(bench.heard).extracting(step -> step.alert().name()).containsExactly("Now", "Now");
    bench.at(1);
    assertThat(bench.active()).extracting(Alert::name).containsExactly("Late");
  }

  @Test
  void aRuleThatIsSwitchedOffIsThereAndDoesNothing() {
    RuleBench bench = new RuleBench(high().disabled().named("High"));
    bench.at(95);
    assertThat(bench.active()).isEmpty();
    assertThat(bench.rules.statuses())
        .extracting(RuleStatus::health)
        .containsExactly(RuleStatus.Health.DISABLED);
  }

  @Test
  void aStatusTellsHowARuleFares() {
    RuleBench bench =
        new RuleBench(high().named("High"), high().holdFor(seconds(60)).named("Slow"));
    assertThat(bench.rules.statuses())
        .extracting(RuleStatus::health)
        .containsOnly(RuleStatus.Health.UNKNOWN);
    bench.at(95);
    assertThat(bench.rules.statuses())
        .extracting(
            RuleStatus::health, RuleStatus::pending, RuleStatus::firing, RuleStatus::samples)
        .containsExactly(
            tuple(RuleStatus.Health.OK, 0, 1, 1L), tuple(RuleStatus.Health.OK, 1, 0, 1L));
    assertThat(bench.rules.statuses().get(0).lastEvaluation()).contains(T0);
  }

  @Test
  void annotationsOfAnAlertThatNobodyLooksAtAreNotFilled() {
    RuleBench bench =
        new RuleBench(high().annotation("broken", "{{ $labels.i.x.y }}").named("High"));
    bench.at(95);
    long filled = bench.meters.total("kaldrix_rule_template_failures_total");
    bench.at(95, 95, 95);
    assertThat(bench.meters.total("kaldrix_rule_template_failures_total")).isEqualTo(filled);
    assertThat(bench.active().get(0).annotations().get("broken"))
        .startsWith("<error expanding template: ");
    assertThat(bench.active()).hasSize(1);
    assertThat(bench.meters.total("kaldrix_rule_template_failures_total")).isEqualTo(filled + 1);
  }
}
