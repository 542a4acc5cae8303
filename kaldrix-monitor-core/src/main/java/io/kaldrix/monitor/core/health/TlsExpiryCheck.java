package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Looks how long the certificates that a TLS server shows are still valid; the one of its chain
 * that expires first counts. Whether they are to be trusted is another question: it is not asked,
 * and nothing is sent over the connection.
 *
 * <p>Settings: {@code host}, {@code port} (443), {@code timeout} (3s), {@code degraded-before}
 * (30d) and {@code down-before} (7d).
 */
final class TlsExpiryCheck implements HealthCheck {

  private final Endpoint endpoint;
  private final Duration degradedBefore;
  private final Duration downBefore;
  private final InstantSource clock;

  TlsExpiryCheck(
      Endpoint endpoint, Duration degradedBefore, Duration downBefore, InstantSource clock) {
    this.endpoint = endpoint;
    this.degradedBefore = degradedBefore;
    this.downBefore = downBefore;
    this.clock = clock;
  }

  @Override
  public HealthResult check() throws GeneralSecurityException {
    try {
      return judged(chain());
    } catch (IOException e) {
      return HealthResult.down("no TLS with " + endpoint + ": " + Endpoint.reason(e));
    }
  }

  private List<X509Certificate> chain() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyChain()}, null);
    try (Socket plain = endpoint.connect()) {
      try (SSLSocket socket =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(plain, endpoint.host(), endpoint.port(), true)) {
        socket.startHandshake();
        return Arrays.stream(socket.getSession().getPeerCertificates())
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .toList();
      }
    }
  }

  private HealthResult judged(List<X509Certificate> chain) {
    X509Certificate first =
        chain.stream().min(Comparator.comparing(X509Certificate::getNotAfter)).orElseThrow();
    Instant now = clock.instant();
    Instant expires = first.getNotAfter().toInstant();
    Instant begins =
        chain.stream()
            .map(X509Certificate::getNotBefore)
            .max(Comparator.naturalOrder())
            .orElseThrow()
            .toInstant();
    Duration left = Duration.between(now, expires);
    HealthResult result;
    if (now.isBefore(begins)) {
      result = HealthResult.down("the certificate is not valid before " + begins);
    } else if (left.isNegative()) {
      result = HealthResult.down("the certificate expired at " + expires);
    } else {
      String summary = "the certificate expires in " + inWords(left);
      result =
          left.compareTo(downBefore) < 0
              ? HealthResult.down(summary)
              : left.compareTo(degradedBefore) < 0
                  ? HealthResult.degraded(summary)
                  : HealthResult.up(summary);
    }
    return result
        .detail("subject", first.getSubjectX500Principal().getName())
        .detail("issuer", first.getIssuerX500Principal().getName())
        .detail("not_after", expires)
        .detail("chain_length", chain.size());
  }

  private static String inWords(Duration left) {
    return left.toDays() > 1
        ? left.toDays() + " days"
        : DurationText.format(Duration.ofMinutes(left.toMinutes()));
  }

  /**
   * Lets every chain pass, as it is only read. The extended class, so that the JDK adds nothing.
   */
  private static final class AnyChain extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Offers the check under the name {@code tls-expiry}. */
  public static final class Provider implements HealthCheckProvider {
    private static final int HTTPS_PORT = 443;
    private static final Duration DEGRADED_BEFORE = Duration.ofDays(30);
    private static final Duration DOWN_BEFORE = Duration.ofDays(7);

    @Override
    public String name() {
      return "tls-expiry";
    }

    @Override
    public HealthCheck create(Settings settings) {
      return create(settings, InstantSource.system());
    }

    static HealthCheck create(Settings settings, InstantSource clock) {
      Endpoint endpoint = Endpoint.read(settings, HTTPS_PORT);
      Duration degraded = settings.duration("degraded-before", DEGRADED_BEFORE, Duration.ZERO);
      Duration down =
          settings.duration(
              "down-before",
              degraded.compareTo(DOWN_BEFORE) < 0 ? degraded : DOWN_BEFORE,
              Duration.ZERO);
      if (down.compareTo(degraded) > 0) {
        throw settings.invalid(
            "down-before", "at most degraded-before, which is " + DurationText.format(degraded));
      }
      return new TlsExpiryCheck(endpoint, degraded, down, clock);
    }
  }
}
