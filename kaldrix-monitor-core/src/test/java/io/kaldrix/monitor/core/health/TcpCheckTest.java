package io.kaldrix.monitor.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.HealthCheckContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpCheckTest implements HealthCheckContract {

  private ServerSocket listening;
  private int closedPort;

  @BeforeEach
  void openAndClosePorts() throws IOException {
    listening = listening();
    try (ServerSocket closed = listening()) {
      closedPort = closed.getLocalPort();
    }
  }

  @AfterEach
  void closePort() throws IOException {
    listening.close();
  }

  @Override
  public HealthCheckProvider provider() {
    return new TcpCheck.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("host", "127.0.0.1", "port", 80, "timeout", "1s", "degraded-above", "1s");
  }

  @Override
  public Set<String> requiredSettings() {
    return Set.of("host", "port");
  }

  @Override
  public HealthCheck healthy() {
    return create(Map.of("host", "127.0.0.1", "port", listening.getLocalPort()));
  }

  @Override
  public HealthCheck unhealthy() {
    return create(Map.of("host", "127.0.0.1", "port", closedPort));
  }

  @Test
  void aPortThatAcceptsIsUp() throws Exception {
    HealthResult result = healthy().check();
    int port = listening.getLocalPort();
    assertThat(result.status()).isEqualTo(HealthStatus.UP);
    assertThat(result.summary())
        .matches("connected to 127\\.0\\.0\\.1:" + port + " in \\d+\\.\\d ms");
    assertThat(result.details())
        .containsEntry("address", "/127.0.0.1:" + port)
        .containsKey("took_ms");
  }

  @Test
  void aSlowOneIsDegraded() {
    AtomicLong nanos = new AtomicLong();
    TcpCheck check =
        new TcpCheck(
            new Endpoint("127.0.0.1", listening.getLocalPort(), Duration.ofSeconds(3)),
            new AnswerTime(Optional.of(Duration.ofMillis(200))),
            () -> nanos.getAndAdd(250_000_000));
    assertThat(check.check().status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(check.check().summary()).endsWith("in 250.0 ms, more than 200ms");
  }

  @Test
  void aPortWhereNobodyListensIsDown() throws Exception {
    HealthResult result = unhealthy().check();
    assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(result.summary()).startsWith("cannot connect to 127.0.0.1:" + closedPort + ": ");
  }

  @Test
  void aHostThatIsNotKnownIsDown() throws Exception {
    HealthResult result = create(Map.of("host", "no such host", "port", 80)).check();
    assertThat(result)
        .isEqualTo(HealthResult.down("cannot connect to no such host:80: the name is not known"));
  }

  @Test
  void hostAndPortMustBeGiven() {
    assertThatThrownBy(() -> create(Map.of("port", 80)))
        .hasMessage("builder: host is missing, must be a text");
    assertThatThrownBy(() -> create(Map.of("host", "a")))
        .hasMessage("builder: port is missing, must be a port from 1 to 65535");
    assertThatThrownBy(() -> create(Map.of("host", "a", "port", 70_000)))
        .hasMessage("builder: port is '70000', must be a whole number from 1 to 65535");
    assertThatThrownBy(() -> create(Map.of("host", " ", "port", 80)))
        .hasMessage("builder: host is ' ', must be a name or an address");
  }

  @Test
  void bearsOnReadinessOnly() {
    assertThat(create(Map.of("host", "a", "port", 80)).groups())
        .containsExactly(HealthCheck.READINESS);
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static HealthCheck create(Map<String, ?> values) {
    Settings settings = Settings.of(values);
    HealthCheck check = new TcpCheck.Provider().create(settings);
    settings.refuseUnknown();
    return check;
  }
}
