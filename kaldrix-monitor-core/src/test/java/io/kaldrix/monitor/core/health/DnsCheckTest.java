package io.kaldrix.monitor.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.HealthCheckContract;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsCheckTest implements HealthCheckContract {

  @Override
  public HealthCheckProvider provider() {
    return new DnsCheck.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("name", "localhost", "address", "127.0.0.1", "degraded-above", "1s");
  }

  @Override
  public Set<String> requiredSettings() {
    return Set.of("name");
  }

  @Override
  public HealthCheck healthy() {
    return create(Map.of("name", "localhost"));
  }

  @Override
  public HealthCheck unhealthy() {
    return create(Map.of("name", "localhost", "address", "192.0.2.7"));
  }

  @Test
  void aNameThatResolvesIsUp() throws Exception {
    HealthResult result = create(Map.of("name", "localhost")).check();
    assertThat(result.status()).isEqualTo(HealthStatus.UP);
    assertThat(result.summary()).startsWith("localhost resolved in ");
    assertThat(result.details().get("addresses")).containsAnyOf("127.0.0.1", "0:0:0:0:0:0:0:1");
  }

  @Test
  void anAnswerAsExpectedIsUp() throws Exception {
    assertThat(create(Map.of("name", "192.0.2.7", "address", "192.0.2.7")).check().status())
        .isEqualTo(HealthStatus.UP);
    assertThat(create(Map.of("name", "::1", "address", "0:0:0:0:0:0:0:1")).check().status())
        .isEqualTo(HealthStatus.UP);
  }

  @Test
  void anotherAnswerIsDown() throws Exception {
    HealthResult result = create(Map.of("name", "localhost", "address", "192.0.2.7")).check();
    assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(result.summary()).startsWith("localhost is ").endsWith(", not 192.0.2.7");
  }

  @Test
  void aSlowAnswerIsDegraded() {
    AtomicLong nanos = new AtomicLong();
    DnsCheck check =
        new DnsCheck(
            "localhost",
            Optional.empty(),
            new AnswerTime(Optional.of(Duration.ofSeconds(1))),
            () -> nanos.getAndAdd(2_000_000_000));
    assertThat(check.check().status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(check.check().summary()).endsWith("in 2000.0 ms, more than 1s");
  }

  @Test
  void aNameThatCannotBeIsDown() throws Exception {
    assertThat(create(Map.of("name", "no such name")).check())
        .isEqualTo(HealthResult.down("no such name does not resolve"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "1.2.3.999", "1.2.3", "", "12:", "a.b.c.d"})
  void whatIsExpectedIsAnAddress(String address) {
    assertThatThrownBy(() -> create(Map.of("name", "localhost", "address", address)))
        .hasMessage("builder: address is '" + address + "', must be an IP address");
  }

  @Test
  void aNameMustBeGiven() {
    assertThatThrownBy(() -> create(Map.of()))
        .hasMessage("builder: name is missing, must be a text");
  }

  private static HealthCheck create(Map<String, ?> values) {
    Settings settings = Settings.of(values);
    HealthCheck check = new DnsCheck.Provider().create(settings);
    settings.refuseUnknown();
    return check;
  }
}
