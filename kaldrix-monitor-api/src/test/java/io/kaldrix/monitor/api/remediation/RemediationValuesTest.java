package io.kaldrix.monitor.api.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemediationValuesTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aPolicyIsCarefulUnlessToldOtherwise() {
    assertThat(RemediationPolicy.CAREFUL.dryRun()).isTrue();
    assertThat(RemediationPolicy.CAREFUL.coolDown()).isEqualTo(Duration.ofMinutes(5));
    assertThat(RemediationPolicy.CAREFUL.maxRunsPerHour()).isEqualTo(3);
  }

  @Test
  void aPolicyRefusesWhatCannotBe() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RemediationPolicy(true, Duration.ofSeconds(-1), 1))
        .withMessage("coolDown is PT-1S, must be zero or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RemediationPolicy(true, Duration.ZERO, 0))
        .withMessage("maxRunsPerHour is 0, must be 1 or more");
  }

  @Test
  void aTriggerIsNamedAfterItsAlertOrCheck() {
    Alert alert =
        new Alert(
            Labels.of("alertname", "DiskFull"),
            Map.of(),
            Severity.LOW,
            new AlertState.Firing(T0, T0),
            1);
    CheckDescription check =
        new CheckDescription("disk-encryption", "t", "r", "m", Severity.LOW, List.of());
    CheckResult result =
        new CheckResult(
            Outcome.FAIL,
            "no",
            List.of(new Evidence("s", "c", T0, "disk-encryption 1", Optional.empty())));
    assertThat(new RemediationTrigger.AlertFired(alert).name()).isEqualTo("DiskFull");
    assertThat(new RemediationTrigger.CheckFailed(new Finding(check, result, T0, T0)).name())
        .isEqualTo("disk-encryption");
  }
}
