package io.kaldrix.monitor.api.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatObject;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  private static final Alert ONE =
      alert("a", Severity.MEDIUM, Map.of("runbook_url", "http://r", "summary", "one"));
  private static final Alert TWO =
      alert("b", Severity.HIGH, Map.of("runbook_url", "http://r", "summary", "two"));

  @Test
  void isAsBadAsItsWorstAlert() {
    assertThat(notification(List.of(ONE, TWO)).severity()).isEqualTo(Severity.HIGH);
    assertThat(notification(List.of(ONE)).severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void knowsWhatItsAlertsHaveInCommon() {
    Notification both = notification(List.of(ONE, TWO));
    assertThatObject(both.commonLabels())
        .isEqualTo(Labels.of("alertname", "DiskFull", "job", "node"));
    assertThat(both.commonAnnotations()).isEqualTo(Map.of("runbook_url", "http://r"));
    assertThatObject(notification(List.of(ONE)).commonLabels()).isEqualTo(ONE.labels());
  }

  @Test
  void refusesToTellOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> notification(List.of()))
        .withMessage("notification 'key-1' has no alert");
  }

  @Test
  void keepsACopyOfItsAlerts() {
    List<Alert> alerts = new ArrayList<>(List.of(ONE));
    Notification notification = notification(alerts);
    alerts.clear();
    assertThat(notification.alerts()).containsExactly(ONE);
  }

  private static Alert alert(String instance, Severity severity, Map<String, String> annotations) {
    return new Alert(
        Labels.of("alertname", "DiskFull", "job", "node", "instance", instance),
        annotations,
        severity,
        new AlertState.Firing(T0, T0),
        1);
  }

  private static Notification notification(List<Alert> alerts) {
    return new Notification(
        "key-1", "group", Notification.Status.FIRING, "title", "text", alerts, T0);
  }
}
