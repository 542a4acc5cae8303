package io.kaldrix.monitor.core.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.HealthCheckContract;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real TLS server, whose certificate nobody trusts. */
@Timeout(60)
class TlsExpiryCheckTest implements HealthCheckContract {

  @Override
  public HealthCheckProvider provider() {
    return new TlsExpiryCheck.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of(
        "host", "127.0.0.1",
        "port", 443,
        "timeout", "1s",
        "degraded-before", "60d",
        "down-before", "30d");
  }

  @Override
  public Set<String> requiredSettings() {
    return Set.of("host");
  }

  @Override
  public HealthCheck healthy() {
    return create(Map.of(), begins);
  }

  @Override
  public HealthCheck unhealthy() {
    return create(Map.of(), expires);
  }

  @Override
  public Optional<HealthCheck> hanging() {
    return Optional.of(create(Map.of("port", silent.getLocalPort(), "timeout", "10m"), begins));
  }

  private static final char[] PASSWORD = "changeit".toCharArray();

  private static HttpsServer server;
  private static ServerSocket silent;
  private static ExecutorService threads;
  private static Instant expires;
  private static Instant begins;

  @BeforeAll
  static void startServer(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("keys.p12");
    generateKey(file);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    X509Certificate certificate = (X509Certificate) keys.getCertificate("server");
    expires = certificate.getNotAfter().toInstant();
    begins = certificate.getNotBefore().toInstant();
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads = Executors.newCachedThreadPool();
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(threads);
    server.start();
  }

  private static void generateKey(Path file) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=gateway.example",
                "-validity",
                "90",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                String.valueOf(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).as(said).isZero();
  }

  @AfterAll
  static void stopServer() throws IOException {
    silent.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @ParameterizedTest(name = "{0} before it expires: {1}, {2}")
  @CsvSource({
    "P31D, UP, the certificate expires in 31 days",
    "P30D, UP, the certificate expires in 30 days",
    "P29DT23H, DEGRADED, the certificate expires in 29 days",
    "P7D, DEGRADED, the certificate expires in 7 days",
    "P6DT23H, DOWN, the certificate expires in 6 days",
    "PT5H30M20S, DOWN, the certificate expires in 5h30m"
  })
  void judgesByTheTimeThatIsLeft(Duration before, HealthStatus status, String summary)
      throws Exception {
    HealthResult result = create(Map.of(), expires.minus(before)).check();
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.summary()).isEqualTo(summary);
    assertThat(result.details())
        .containsEntry("subject", "CN=gateway.example")
        .containsEntry("issuer", "CN=gateway.example")
        .containsEntry("not_after", expires.toString())
        .containsEntry("chain_length", "1");
  }

  @Test
  void anExpiredCertificateIsDown() throws Exception {
    HealthResult result = create(Map.of(), expires.plusSeconds(1)).check();
    assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(result.summary()).isEqualTo("the certificate expired at " + expires);
  }

  @Test
  void aCertificateOfTheFutureIsDown() throws Exception {
    HealthResult result = create(Map.of(), begins.minusSeconds(1)).check();
    assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(result.summary()).isEqualTo("the certificate is not valid before " + begins);
  }

  @Test
  void theLimitsAreSettings() throws Exception {
    Map<String, ?> limits = Map.of("degraded-before", "2d", "down-before", "1d");
    assertThat(create(limits, expires.minus(Duration.ofDays(3))).check().status())
        .isEqualTo(HealthStatus.UP);
    assertThat(create(limits, expires.minus(Duration.ofHours(47))).check().status())
        .isEqualTo(HealthStatus.DEGRADED);
    assertThat(create(limits, expires.minus(Duration.ofHours(23))).check().status())
        .isEqualTo(HealthStatus.DOWN);
    assertThatThrownBy(() -> create(Map.of("down-before", "31d"), begins))
        .hasMessage("builder: down-before is '31d', must be at most degraded-before, which is 30d");
  }

  @Test
  void theProviderGoesByTheSystemClock() throws Exception {
    Settings settings =
        Settings.of(Map.of("host", "127.0.0.1", "port", server.getAddress().getPort()));
    assertThat(new TlsExpiryCheck.Provider().create(settings).check().status())
        .isEqualTo(HealthStatus.UP);
  }

  @Test
  void aServerWithoutTlsIsDown() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(
          () -> {
            try (var socket = plain.accept()) {
              socket.getOutputStream().write(new byte[] {'h', 'e', 'l', 'l', 'o'});
            } catch (IOException e) {
              // the test is over
            }
          });
      HealthResult result = create(Map.of("port", plain.getLocalPort()), begins).check();
      assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
      assertThat(result.summary()).startsWith("no TLS with 127.0.0.1:" + plain.getLocalPort());
    }
  }

  @Test
  void aServerThatSaysNothingIsDownInTime() throws Exception {
    Map<String, ?> settings = Map.of("port", silent.getLocalPort(), "timeout", "100ms");
    HealthResult result = create(settings, begins).check();
    assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(result.summary()).endsWith("Read timed out");
  }

  @Test
  void aPortWhereNobodyListensIsDown() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    assertThat(create(Map.of("port", port), begins).check().status()).isEqualTo(HealthStatus.DOWN);
  }

  private static HealthCheck create(Map<String, ?> more, Instant now) {
    Map<String, Object> values = new HashMap<>(more);
    values.put("host", "127.0.0.1");
    values.putIfAbsent("port", server.getAddress().getPort());
    Settings settings = Settings.of(values);
    HealthCheck check = TlsExpiryCheck.Provider.create(settings, () -> now);
    settings.refuseUnknown();
    return check;
  }
}
