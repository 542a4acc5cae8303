package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Looks whether a TCP port accepts connections; sends nothing.
 *
 * <p>Settings: {@code host}, {@code port}, {@code timeout} (3s), {@code degraded-above}, a
 * duration.
 */
final class TcpCheck implements HealthCheck {

  private final Endpoint endpoint;
  private final AnswerTime answerTime;
  private final LongSupplier nanoTime;

  TcpCheck(Endpoint endpoint, AnswerTime answerTime, LongSupplier nanoTime) {
    this.endpoint = endpoint;
    this.answerTime = answerTime;
    this.nanoTime = nanoTime;
  }

  @Override
  public HealthResult check() {
    long started = nanoTime.getAsLong();
    try (Socket socket = endpoint.connect()) {
      Duration took = Duration.ofNanos(nanoTime.getAsLong() - started);
      return answerTime
          .judge("connected to " + endpoint, took)
          .detail("address", socket.getRemoteSocketAddress());
    } catch (IOException e) {
      return HealthResult.down("cannot connect to " + endpoint + ": " + Endpoint.reason(e));
    }
  }

  /** Offers the check under the name {@code tcp}. */
  public static final class Provider implements HealthCheckProvider {
    @Override
    public String name() {
      return "tcp";
    }

    @Override
    public HealthCheck create(Settings settings) {
      return new TcpCheck(Endpoint.read(settings), AnswerTime.read(settings), System::nanoTime);
    }
  }
}
