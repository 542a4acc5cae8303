package io.kaldrix.monitor.api.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthTest {

  @Test
  void theWorstStatusCounts() {
    assertThat(HealthStatus.worst(List.of(HealthStatus.UP, HealthStatus.DEGRADED)))
        .isEqualTo(HealthStatus.DEGRADED);
    assertThat(HealthStatus.worst(List.of(HealthStatus.DOWN, HealthStatus.UNKNOWN)))
        .isEqualTo(HealthStatus.DOWN);
    assertThat(HealthStatus.worst(List.of(HealthStatus.UP, HealthStatus.UNKNOWN)))
        .isEqualTo(HealthStatus.UNKNOWN);
    assertThat(HealthStatus.worst(List.of())).isEqualTo(HealthStatus.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"UP, up, 1", "DEGRADED, degraded, 0.5", "DOWN, down, 0", "UNKNOWN, unknown, NaN"})
  void aStatusIsALabelAndASample(HealthStatus status, String label, Double value) {
    assertThat(status.label()).isEqualTo(label);
    assertThat(status.sampleValue()).isEqualTo(value);
  }

  @Test
  void aResultGathersDetailsInOrder() {
    HealthResult result = HealthResult.degraded("slow").detail("z", 1).detail("a", "x");
    assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(result.summary()).isEqualTo("slow");
    assertThat(result.details()).isEqualTo(Map.of("z", "1", "a", "x"));
    assertThat(result.details().keySet()).containsExactly("z", "a");
    assertThatThrownBy(() -> result.details().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(HealthResult.up("fine").status()).isEqualTo(HealthStatus.UP);
    assertThat(HealthResult.down("gone").status()).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void aReportIsAsBadAsItsWorstCheck() {
    assertThat(HealthReport.of(List.of(checked("a", HealthStatus.UP))).status())
        .isEqualTo(HealthStatus.UP);
    assertThat(
            HealthReport.of(List.of(checked("a", HealthStatus.UP), checked("b", HealthStatus.DOWN)))
                .status())
        .isEqualTo(HealthStatus.DOWN);
    assertThat(HealthReport.of(List.of()).status()).isEqualTo(HealthStatus.UNKNOWN);
  }

  @Test
  void onlyDownIsNotAliveAndNotReady() {
    for (HealthStatus status : HealthStatus.values()) {
      Health health = ofStatus(status);
      assertThat(health.isAlive()).isEqualTo(status != HealthStatus.DOWN);
      assertThat(health.isReady()).isEqualTo(status != HealthStatus.DOWN);
    }
  }

  @Test
  void aCheckBearsOnReadinessUnlessItSaysOtherwise() {
    HealthCheck check = () -> HealthResult.up("fine");
    assertThat(check.groups()).containsExactly(HealthCheck.READINESS);
  }

  private static CheckedHealth checked(String name, HealthStatus status) {
    return new CheckedHealth(
        name, Set.of(), new HealthResult(status, "", Map.of()), Optional.empty(), Duration.ZERO);
  }

  private static Health ofStatus(HealthStatus status) {
    return new Health() {
      @Override
      public HealthReport report() {
        return HealthReport.of(List.of(checked("a", status)));
      }

      @Override
      public HealthReport report(String group) {
        return report();
      }
    };
  }
}
