package io.kaldrix.monitor.alerting.dispatch;

import static io.kaldrix.monitor.alerting.dispatch.Example.PROCESS;
import static io.kaldrix.monitor.alerting.dispatch.Example.T0;
import static io.kaldrix.monitor.alerting.dispatch.Example.alert;
import static io.kaldrix.monitor.alerting.dispatch.Example.fires;
import static io.kaldrix.monitor.alerting.dispatch.Example.firing;
import static io.kaldrix.monitor.alerting.dispatch.Example.resolved;
import static io.kaldrix.monitor.alerting.dispatch.Example.resolves;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.Notification;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

  private static List<Announcement> of(List<AlertTransition> transitions, Alert... firing) {
    return Announcement.of(PROCESS, T0, transitions, List.of(firing));
  }

  private static Notification only(List<AlertTransition> transitions, Alert... firing) {
    List<Announcement> announcements = of(transitions, firing);
    assertThat(announcements).hasSize(1);
    return announcements.get(0).notification();
  }

  @Test
  void anAlertThatBeginsToFireIsTold() {
    Alert slow = firing("DagRoundSlow", Severity.HIGH, "n2");
    Notification told = only(List.of(fires(slow)), slow);
    assertThat(told.status()).isEqualTo(Notification.Status.FIRING);
    assertThat(told.title()).isEqualTo("[FIRING P1] DagRoundSlow: rounds take 4 s");
    assertThat(told.alerts()).containsExactly(slow);
    assertThat(told.at()).isEqualTo(T0);
    assertThat(told.groupKey())
        .isEqualTo("{alertname=\"DagRoundSlow\", instance=\"n1\", job=\"dag\"}");
  }

  @Test
  void anAlertThatIsResolvedIsTold() {
    Alert over = resolved("DagRoundSlow", Severity.HIGH, "n2");
    List<Announcement> told = of(List.of(resolves(over)));
    assertThat(told).hasSize(1);
    assertThat(told.get(0).beginsToFire()).isFalse();
    assertThat(told.get(0).notification().status()).isEqualTo(Notification.Status.RESOLVED);
    assertThat(told.get(0).notification().title())
        .isEqualTo("[RESOLVED P1] DagRoundSlow: rounds take 4 s");
  }

  @Test
  void whatIsPendingOrInactiveOrFiresOnIsNotTold() {
    Alert pending = alert("A", Severity.HIGH, "n2", new AlertState.Pending(T0));
    Alert inactive = alert("B", Severity.HIGH, "n2", new AlertState.Inactive());
    Alert firesOn = firing("C", Severity.HIGH, "n2");
    assertThat(
            of(
                List.of(
                    new AlertTransition(pending, new AlertState.Inactive(), T0),
                    new AlertTransition(inactive, new AlertState.Pending(T0), T0),
                    new AlertTransition(firesOn, new AlertState.Firing(T0, T0), T0))))
        .isEmpty();
  }

  @Test
  void alertsOfOneRuleAreToldTogetherAndRulesApartWorstFirst() {
    Alert mild = firing("Mild", Severity.LOW, "n2");
    Alert first = firing("Bad", Severity.CRITICAL, "n2");
    Alert second = firing("Bad", Severity.CRITICAL, "n3");
    List<Announcement> told =
        of(List.of(fires(mild), fires(second), fires(first)), first, mild, second);
    assertThat(told)
        .extracting(announcement -> announcement.notification().title())
        .containsExactly(
            "[FIRING P0] Bad (2): rounds take 4 s", "[FIRING P3] Mild: rounds take 4 s");
    assertThat(told.get(0).notification().alerts()).containsExactly(first, second);
  }

  @Test
  void aRuleOfWhichAnotherAlertStillFiresIsNotOver() {
    Alert over = resolved("DagRoundSlow", Severity.HIGH, "n2");
    Alert on = firing("DagRoundSlow", Severity.HIGH, "n3");
    Alert other = firing("Other", Severity.CRITICAL, "n3");
    List<Announcement> told = of(List.of(resolves(over)), on, other);
    assertThat(told).hasSize(1);
    assertThat(told.get(0).beginsToFire()).isFalse();
    assertThat(told.get(0).notification().status()).isEqualTo(Notification.Status.FIRING);
    assertThat(told.get(0).notification().alerts()).containsExactly(on, over);
  }

  @Test
  void theSameStepsHaveTheSameKeyAndOthersAnother() {
    Alert slow = firing("DagRoundSlow", Severity.HIGH, "n2");
    String key = only(List.of(fires(slow)), slow).idempotencyKey();
    assertThat(key).matches("[0-9a-f]{32}");
    assertThat(only(List.of(fires(slow)), slow).idempotencyKey()).isEqualTo(key);
    Alert elsewhere = firing("DagRoundSlow", Severity.HIGH, "n3");
    assertThat(only(List.of(fires(elsewhere)), elsewhere).idempotencyKey()).isNotEqualTo(key);
    Alert over = resolved("DagRoundSlow", Severity.HIGH, "n2");
    assertThat(only(List.of(resolves(over))).idempotencyKey()).isNotEqualTo(key);
    Notification later =
        Announcement.of(PROCESS, T0.plusSeconds(10), List.of(fires(slow)), List.of(slow))
            .get(0)
            .notification();
    assertThat(later.idempotencyKey()).isNotEqualTo(key);
    Notification otherProcess =
        Announcement.of(Labels.of("instance", "n9"), T0, List.of(fires(slow)), List.of(slow))
            .get(0)
            .notification();
    assertThat(otherProcess.idempotencyKey()).isNotEqualTo(key);
  }

  @Test
  void theTextSaysWhatHowBadSinceWhenWhereAndWhatToDo() {
    Alert slow =
        new Alert(
            Labels.of("alertname", "DagRoundSlow", "severity", "high", "peer", "n2"),
            Map.of(
                "summary", "rounds take 4 s",
                "description", "Consensus\nlags behind.",
                "runbook_url", "https://runbooks.example/dag"),
            Severity.HIGH,
            new AlertState.Firing(T0.minusSeconds(90), T0),
            4.25);
    assertThat(only(List.of(fires(slow)), slow).text())
        .isEqualTo(
            """
            What: rounds take 4 s
            Details: Consensus lags behind.
            How bad: P1 high
            Since: firing since 2026-11-21T19:00:00Z, for 1m30s
            Value: 4.25000
            Where: peer="n2"
            What to do: https://runbooks.example/dag
            """);
  }

  @Test
  void theTextOfManyAlertsListsTenAndCountsTheRest() {
    List<Alert> many =
        IntStream.range(0, 12)
            .mapToObj(i -> firing("DagRoundSlow", Severity.MEDIUM, String.format("n%02d", i)))
            .toList();
    List<Announcement> told =
        Announcement.of(
            PROCESS,
            T0,
            many.stream().map(Example::fires).toList(),
            List.of(resolved("DagRoundSlow", Severity.MEDIUM, "n99")));
    String text = told.get(0).notification().text();
    assertThat(text).contains("How bad: P2 medium, 12 alerts fire, 1 resolved\n");
    assertThat(text)
        .contains("- peer=\"n09\", firing since 2026-11-21T19:00:00Z, for 1m, value 4.25");
    assertThat(text).doesNotContain("n10").contains("- and 3 more\n");
    assertThat(text).endsWith("What to do: no runbook is given\n");
  }

  @Test
  void aTitleIsOneLineWhateverTheAnnotationsHold() {
    Alert forged =
        new Alert(
            Labels.of("alertname", "Bad\nRule", "severity", "low"),
            Map.of("summary", "a\r\nb\u001b[2J" + "x".repeat(1_000_000)),
            Severity.LOW,
            new AlertState.Firing(T0, T0),
            Double.NaN);
    String title = only(List.of(fires(forged)), forged).title();
    assertThat(title).startsWith("[FIRING P3] Bad Rule: a  b [2Jxxx").hasSizeLessThan(1100);
    assertThat(title.codePoints()).noneMatch(Character::isISOControl);
  }
}
