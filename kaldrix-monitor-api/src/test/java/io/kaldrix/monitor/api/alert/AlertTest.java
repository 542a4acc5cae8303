package io.kaldrix.monitor.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Labels LABELS = Labels.of("alertname", "DiskFull", "instance", "a");

  @Test
  void isNamedAfterItsRule() {
    assertThat(alert(new AlertState.Inactive()).name()).isEqualTo("DiskFull");
  }

  @Test
  void refusesLabelsWithoutItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Alert(
                    Labels.of("instance", "a"),
                    Map.of(),
                    Severity.LOW,
                    new AlertState.Inactive(),
                    0))
        .withMessage("alert {instance=\"a\"} has no label 'alertname'");
  }

  @Test
  void hasAFingerprintOfSixteenDigits() {
    assertThat(alert(new AlertState.Inactive()).fingerprint())
        .hasSize(16)
        .isEqualTo(String.format("%016x", LABELS.fingerprint()));
  }

  @Test
  void isSummedUpByItsAnnotationOrItsLabels() {
    AlertState state = new AlertState.Pending(T0);
    assertThat(new Alert(LABELS, Map.of("summary", "full"), Severity.LOW, state, 0).summary())
        .isEqualTo("full");
    assertThat(alert(state).summary()).isEqualTo(LABELS.toString());
  }

  @Test
  void firesInOneStateOnly() {
    assertThat(alert(new AlertState.Firing(T0, T0)).isFiring()).isTrue();
    for (AlertState state :
        List.of(
            new AlertState.Inactive(),
            new AlertState.Pending(T0),
            new AlertState.Resolved(T0, T0))) {
      assertThat(alert(state).isFiring()).isFalse();
    }
  }

  @Test
  void statesHaveTheLabelsOfPrometheus() {
    assertThat(
            List.of(
                new AlertState.Inactive().label(),
                new AlertState.Pending(T0).label(),
                new AlertState.Firing(T0, T0).label(),
                new AlertState.Resolved(T0, T0).label()))
        .containsExactly("inactive", "pending", "firing", "resolved");
  }

  @Test
  void keepsACopyOfItsAnnotations() {
    Map<String, String> annotations = new LinkedHashMap<>(Map.of("summary", "full"));
    Alert alert = new Alert(LABELS, annotations, Severity.LOW, new AlertState.Inactive(), 0);
    annotations.clear();
    assertThat(alert.annotations()).isEqualTo(Map.of("summary", "full"));
    assertThatThrownBy(() -> alert.annotations().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void theFiringAreSomeOfTheActive() {
    Alert firing = alert(new AlertState.Firing(T0, T0));
    Alerts alerts = () -> List.of(alert(new AlertState.Pending(T0)), firing);
    assertThat(alerts.firing()).containsExactly(firing);
  }

  private static Alert alert(AlertState state) {
    return new Alert(LABELS, Map.of(), Severity.HIGH, state, 1);
  }
}
