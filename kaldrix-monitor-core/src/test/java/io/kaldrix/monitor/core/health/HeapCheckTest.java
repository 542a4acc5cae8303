package io.kaldrix.monitor.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.HealthCheckContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapCheckTest implements HealthCheckContract {

  @Override
  public HealthCheckProvider provider() {
    return new HeapCheck.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("degraded-above", 0.8, "down-above", 0.9);
  }

  @Override
  public HealthCheck healthy() {
    return create(Map.of("degraded-above", 1));
  }

  @Override
  public HealthCheck unhealthy() {
    System.gc();
    return create(Map.of("degraded-above", 0, "down-above", 0));
  }

  private static final int HELD_BYTES = 16 << 20;

  @ParameterizedTest(name = "above {0} and {1}: {2}")
  @CsvSource({"1, 1, UP", "0, 1, DEGRADED", "0, 0, DOWN"})
  void judgesTheRealHeapAfterACollection(double degraded, double down, HealthStatus status)
      throws Exception {
    byte[] held = new byte[HELD_BYTES];
    System.gc();
    HealthResult result = create(Map.of("degraded-above", degraded, "down-above", down)).check();
    assertThat(held).hasSize(HELD_BYTES); // and so it was held until here
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.summary()).matches("\\d+\\.\\d % full after the last collection");
    assertThat(Long.parseLong(result.details().getOrDefault("used_after_collection_bytes", "0")))
        .isBetween((long) HELD_BYTES, Runtime.getRuntime().maxMemory());
    assertThat(result.details())
        .containsEntry("max_bytes", String.valueOf(Runtime.getRuntime().maxMemory()));
  }

  @Test
  void garbageDoesNotCount() throws Exception {
    System.gc();
    long before = usedBytes();
    long touched = 0;
    for (int i = 0; i < 4; i++) {
      touched += new byte[HELD_BYTES].length;
    }
    System.gc();
    assertThat(touched).isEqualTo(4L * HELD_BYTES);
    assertThat(usedBytes()).isLessThan(before + 2L * HELD_BYTES);
  }

  private static long usedBytes() throws Exception {
    return Long.parseLong(
        create(Map.of()).check().details().getOrDefault("used_after_collection_bytes", "-1"));
  }

  @Test
  void bearsOnReadinessOnly() {
    assertThat(create(Map.of()).groups()).containsExactly(HealthCheck.READINESS);
  }

  @Test
  void downIsNotBeforeDegraded() {
    assertThatThrownBy(() -> create(Map.of("degraded-above", 0.9, "down-above", 0.8)))
        .hasMessage("builder: down-above is '0.8', must be at least degraded-above, which is 0.9");
    assertThat(create(Map.of("degraded-above", 0.99))).isNotNull();
  }

  private static HealthCheck create(Map<String, ?> values) {
    Settings settings = Settings.of(values);
    HealthCheck check = new HeapCheck.Provider().create(settings);
    settings.refuseUnknown();
    return check;
  }
}
