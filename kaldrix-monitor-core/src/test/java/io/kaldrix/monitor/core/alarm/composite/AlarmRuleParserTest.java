package io.kaldrix.monitor.core.alarm.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.rule.ComparisonOperator;
import io.kaldrix.monitor.api.rule.CompositeAlarm;
import io.kaldrix.monitor.api.rule.MetricAlarm;
import io.kaldrix.monitor.api.rule.Rule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmRuleParserTest {

  /** a and b are in alarm, o and p are OK, i has no data. */
  private static AlarmState state(String alarm) {
    return switch (alarm.charAt(0)) {
      case 'a', 'b' -> AlarmState.ALARM;
      case 'i' -> AlarmState.INSUFFICIENT_DATA;
      default -> AlarmState.OK;
    };
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "TRUE; true",
        "FALSE; false",
        "NOT FALSE; true",
        "ALARM(a); true",
        "ALARM(o); false",
        "OK(o); true",
        "INSUFFICIENT_DATA(i); true",
        "ALARM(\"a b (c), d\"); true",
        "ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:a); true",
        "OK(\"arn:aws:cloudwatch:us-east-1:123456789012:alarm:o\"); true",
        "ALARM(a) AND ALARM(o); false",
        "ALARM(a) AND NOT ALARM(o); true",
        "ALARM(o) OR ALARM(a); true",
        "ALARM(a) OR ALARM(b) AND FALSE; true",
        "(ALARM(a) OR ALARM(b)) AND FALSE; false",
        "NOT ALARM(o) AND NOT (OK(a) OR FALSE); true",
        "NOT NOT ALARM(a); true",
        "ALARM( a )AND(OK(o)); true",
        "AT_LEAST(2, ALARM, (a, b, o)); true",
        "AT_LEAST(3, ALARM, (a, b, o)); false",
        "AT_LEAST(50%, ALARM, (a, o)); true",
        "AT_LEAST(51%, ALARM, (a, o)); false",
        "AT_LEAST(60%, NOT OK, (a, b, o)); true",
        "AT_LEAST(1, NOT ALARM, (a, b)); false",
        "AT_LEAST(1, INSUFFICIENT_DATA, (\"i\", o)) AND ALARM(a); true",
      })
  void asksOfStates(String rule, boolean expected) {
    assertThat(AlarmRuleParser.parse(rule).holds(AlarmRuleParserTest::state)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "ALARM; character 6: unexpected the end, expected '('",
        "ALARM(); character 7: unexpected ')', expected the name of an alarm",
        "ALARM(a; expected ')'",
        "ALARM(a b); character 9: unexpected 'b)', expected ')'",
        "ALARM(a) ALARM(b); character 10: unexpected 'ALARM(b)', expected AND, OR or the end",
        "ALARM(a) AND; expected ALARM, OK",
        "alarm(a); character 1: unexpected 'alarm(a)'",
        "ALARMS(a); character 1",
        "(TRUE; expected ')'",
        "ALARM(\"a); expected a closing quote",
        "AT_LEAST(0, ALARM, (a)); a whole number from 1",
        "AT_LEAST(1.5, ALARM, (a)); a whole number from 1",
        "AT_LEAST(101%, ALARM, (a)); up to 100%",
        "AT_LEAST(2, ALARM, (a)); a number up to 1",
        "AT_LEAST(1, BAD, (a)); expected ALARM, OK or INSUFFICIENT_DATA",
        "AT_LEAST(1, ALARM, a); expected '('",
      })
  void aWrongRuleIsRefusedWithItsPlace(String rule, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlarmRuleParser.parse(rule))
        .withMessageContaining(message);
  }

  @Test
  void limitsAreThoseOfCloudWatch() {
    String many = String.join(" OR ", Collections.nCopies(501, "TRUE"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlarmRuleParser.parse(many))
        .withMessageContaining("500 elements");
    StringBuilder alarms = new StringBuilder("ALARM(x)");
    for (int i = 0; i < 100; i++) {
      alarms.append(" OR ALARM(x").append(i).append(')');
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlarmRuleParser.parse(alarms.toString()))
        .withMessageContaining("101 alarms, must have 100 or fewer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlarmRuleParser.parse("(".repeat(10_000)))
        .withMessageContaining("500 elements");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlarmRuleParser.parse(" ".repeat(10_241)))
        .withMessageContaining("10241 characters");
  }

  @Test
  void compositeAlarmsComeBehindWhatTheyAskOf() {
    Rule top = CompositeAlarm.when("ALARM(middle) OR ALARM(cpu)").named("top");
    Rule middle = CompositeAlarm.when("ALARM(low)").named("middle");
    Rule low = CompositeAlarm.when("ALARM(cpu)").named("low");
    Rule cpu =
        MetricAlarm.on("AWS/EC2", "CPUUtilization")
            .threshold(ComparisonOperator.GREATER_THAN, 80)
            .named("cpu");
    assertThat(AlarmOrder.sorted(List.of(top, middle, low, cpu)))
        .containsExactly(cpu, low, middle, top);
  }

  @Test
  void circlesAreFoundAndWhatOnlyAsksOfThemIsNone() {
    Map<String, Set<String>> asked =
        Map.of(
            "a", Set.of("b"),
            "b", Set.of("c"),
            "c", Set.of("a"),
            "self", Set.of("self"),
            "outside", Set.of("a", "free"),
            "free", Set.of("cpu"));
    assertThat(AlarmOrder.inCircles(asked)).containsExactly("a", "b", "c", "self");
    Rule a = CompositeAlarm.when("ALARM(b)").named("a");
    Rule b = CompositeAlarm.when("ALARM(a)").named("b");
    Rule free = CompositeAlarm.when("TRUE").named("free");
    assertThat(AlarmOrder.sorted(List.of(a, b, free))).containsExactly(free, a, b);
  }
}
