package io.kaldrix.monitor.api.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleTest {

  @Test
  void anAlertRuleIsBuiltFromItsCondition() {
    AlertRule rule =
        AlertRule.when("job_error_ratio > 0.05")
            .holdFor(Duration.ofMinutes(5))
            .severity(Severity.CRITICAL)
            .label("team", "ops")
            .summary("too many errors")
            .annotation("runbook_url", "http://r")
            .named("HighErrorRatio");
    assertThat(rule)
        .isEqualTo(
            new AlertRule(
                "HighErrorRatio",
                "job_error_ratio > 0.05",
                Duration.ofMinutes(5),
                Severity.CRITICAL,
                Map.of("team", "ops"),
                Map.of("summary", "too many errors", "runbook_url", "http://r")));
  }

  @Test
  void anAlertRuleFiresAtOnceAndIsMediumUnlessToldOtherwise() {
    AlertRule rule = AlertRule.when("up == 0").named("Down");
    assertThat(rule.holdFor()).isZero();
    assertThat(rule.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(rule.labels()).isEmpty();
    assertThat(rule.annotations()).isEmpty();
  }

  @Test
  void anAlertRuleRefusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertRule.when("up == 0").named(" "))
        .withMessage("rule of 'up == 0' has no name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertRule.when("").named("Down"))
        .withMessage("rule 'Down' has no expression");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertRule.when("up").holdFor(Duration.ofSeconds(-1)).named("Down"))
        .withMessage("rule 'Down': holdFor is PT-1S, must be zero or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertRule.when("up").occurrences(6, 5).named("Down"))
        .withMessage("rule 'Down': occurrences are 6 of 5, must be 1 to 5");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AlertRule.when("up").level(Severity.HIGH, "> 1").severity(Severity.LOW).named("A"))
        .withMessage("rule 'A' has levels and a severity, must have one of them");
  }

  @Test
  void aBuilderMayGoOnAfterARuleWasNamed() {
    AlertRule.Builder builder = AlertRule.when("up == 0").label("a", "1");
    AlertRule first = builder.named("First");
    builder.label("b", "2");
    assertThat(first.labels()).isEqualTo(Map.of("a", "1"));
    assertThatThrownBy(() -> first.labels().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aRecordingRuleRefusesWhatCannotBe() {
    assertThat(new RecordingRule("a:b", "up").labels()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingRule("", "up"))
        .withMessage("recording rule of 'up' has no name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordingRule("a:b", " "))
        .withMessage("recording rule 'a:b' has no expression");
  }

  @Test
  void aGroupKeepsItsRulesInOrder() {
    Rule one = new RecordingRule("a:b", "up");
    Rule two = AlertRule.when("a:b == 0").named("Down");
    RuleGroup group = RuleGroup.of("basics", one, two);
    assertThat(group.rules()).containsExactly(one, two);
    assertThat(group.interval()).isEmpty();
    List<Rule> rules = new ArrayList<>(List.of(one));
    RuleGroup copied = new RuleGroup("copied", Optional.empty(), rules);
    rules.clear();
    assertThat(copied.rules()).containsExactly(one);
  }

  @Test
  void aGroupRefusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RuleGroup.of(""))
        .withMessage("a rule group has no name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RuleGroup("basics", Optional.of(Duration.ZERO), List.of()))
        .withMessage("rule group 'basics': interval is PT0S, must be above zero");
  }
}
