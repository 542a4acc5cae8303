package io.kaldrix.monitor.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.HealthCheckContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSpaceCheckTest implements HealthCheckContract {

  @Override
  public HealthCheckProvider provider() {
    return new DiskSpaceCheck.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("path", ".", "degraded-below", 0.2, "down-below", 0.1);
  }

  @Override
  public HealthCheck healthy() {
    return create(Map.of("degraded-below", 0));
  }

  @Override
  public HealthCheck unhealthy() {
    return create(Map.of("degraded-below", 1, "down-below", 1));
  }

  @TempDir private Path directory;

  @ParameterizedTest(name = "below {0} and {1}: {2}")
  @CsvSource({"0, 0, UP", "1, 0, DEGRADED", "1, 1, DOWN"})
  void judgesARealDiskByItsFreeSpace(double degraded, double down, HealthStatus status)
      throws Exception {
    HealthResult result = check(Map.of("degraded-below", degraded, "down-below", down)).check();
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.summary()).matches("\\d+\\.\\d % free");
    assertThat(result.details()).containsKeys("path", "usable_bytes", "total_bytes");
  }

  @Test
  void aDiskThatIsNotThereIsDown() throws Exception {
    Path gone = directory.resolve("gone");
    assertThat(create(Map.of("path", gone.toString())).check())
        .isEqualTo(HealthResult.down("there is no " + gone));
  }

  @Test
  void looksAtTheWorkingDirectoryUnlessTold() throws Exception {
    assertThat(create(Map.of()).check().details()).containsEntry("path", ".");
  }

  @Test
  void bearsOnReadinessOnly() {
    assertThat(create(Map.of()).groups()).containsExactly(HealthCheck.READINESS);
  }

  @Test
  void downIsNotBeforeDegraded() {
    assertThatThrownBy(() -> create(Map.of("degraded-below", 0.1, "down-below", 0.2)))
        .hasMessage("builder: down-below is '0.2', must be at most degraded-below, which is 0.1");
    assertThat(create(Map.of("degraded-below", 0.01))).isNotNull();
  }

  private HealthCheck check(Map<String, Double> limits) {
    return create(
        Map.of(
            "path", directory.toString(),
            "degraded-below", limits.getOrDefault("degraded-below", 0.0),
            "down-below", limits.getOrDefault("down-below", 0.0)));
  }

  private static HealthCheck create(Map<String, ?> values) {
    Settings settings = Settings.of(values);
    HealthCheck check = new DiskSpaceCheck.Provider().create(settings);
    settings.refuseUnknown();
    return check;
  }
}
