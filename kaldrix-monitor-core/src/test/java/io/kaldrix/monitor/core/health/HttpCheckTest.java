package io.kaldrix.monitor.core.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Secret;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.plugin.testkit.HealthCheckContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HttpCheckTest implements HealthCheckContract {

  @Override
  public HealthCheckProvider provider() {
    return new HttpCheck.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of(
        "url", "http://127.0.0.1:8080/",
        "method", "HEAD",
        "status", "204",
        "body", "well",
        "headers", Map.of("X-Probe", "kaldrix"),
        "timeout", "1s",
        "degraded-above", "1s");
  }

  @Override
  public Set<String> requiredSettings() {
    return Set.of("url");
  }

  @Override
  public Set<String> secrets() {
    return Set.of("s3cret");
  }

  @Override
  public HealthCheck healthy() {
    return create(withSecret("/ok"));
  }

  @Override
  public HealthCheck unhealthy() {
    return create(withSecret("/broken"));
  }

  @Override
  public Optional<HealthCheck> hanging() {
    return Optional.of(create(Map.of("url", url + "/never", "timeout", "10m")));
  }

  private Map<String, ?> withSecret(String path) {
    return Map.of(
        "url", url + path + "?token=s3cret", "headers", Map.of("Authorization", "Bearer s3cret"));
  }

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private String url;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    url = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/ok", exchange -> answer(exchange, 200, "all is well"));
    server.createContext("/empty", exchange -> answer(exchange, 204, ""));
    server.createContext("/broken", exchange -> answer(exchange, 503, "later"));
    server.createContext("/here", exchange -> redirect(exchange, "/ok"));
    server.createContext("/round", exchange -> redirect(exchange, "/round"));
    server.createContext("/nowhere", exchange -> redirect(exchange, "http://[not an address"));
    server.createContext(
        "/away",
        exchange -> redirect(exchange, url.replace("127.0.0.1", "localhost") + "/ok?token=1"));
    server.createContext("/other-port", exchange -> redirect(exchange, "http://127.0.0.1:1/ok"));
    server.createContext("/never", exchange -> waitForTheEnd());
    server.createContext(
        "/large",
        exchange -> answer(exchange, 200, "x".repeat(1 << 20) + "after the first mebibyte"));
    server.start();
  }

  @AfterEach
  void stopServer() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void anAnswerAsExpectedIsUp() throws Exception {
    HealthResult result = check("/ok");
    assertThat(result.status()).isEqualTo(HealthStatus.UP);
    assertThat(result.summary()).matches("answered 200 in \\d+\\.\\d ms");
    assertThat(result.details())
        .containsEntry("status", "200")
        .containsEntry("url", url + "/ok")
        .containsKey("took_ms");
    assertThat(asked).containsExactly("GET /ok");
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "200-299, /empty, UP",
    "204, /empty, UP",
    "200, /empty, DOWN",
    "200-299, /broken, DOWN",
    "500-599, /broken, UP",
    "301-302, /away, UP"
  })
  void theStatusIsOneOfThoseExpected(String expected, String path, HealthStatus status)
      throws Exception {
    assertThat(check(path, Map.of("status", expected)).status()).isEqualTo(status);
  }

  @Test
  void anotherStatusIsToldAndDown() throws Exception {
    HealthResult result = check("/broken");
    assertThat(result.summary()).isEqualTo("answered 503, not 200-299");
    assertThat(result.details()).containsEntry("status", "503");
  }

  @Test
  void theBodyMayHaveToHoldAText() throws Exception {
    assertThat(check("/ok", Map.of("body", "is well")).status()).isEqualTo(HealthStatus.UP);
    assertThat(check("/ok", Map.of("body", "is ill")).summary())
        .isEqualTo("answered 200, without the expected text");
    assertThat(check("/large", Map.of("body", "xxx")).status()).isEqualTo(HealthStatus.UP);
    assertThat(check("/large", Map.of("body", "after the first mebibyte")).status())
        .isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void aSlowAnswerIsDegraded() throws Exception {
    AtomicLong nanos = new AtomicLong();
    HttpCheck.Question question =
        new HttpCheck.Question(
            URI.create(url + "/ok"),
            "GET",
            Map.of(),
            new StatusRange(200, 299),
            Optional.empty(),
            Duration.ofSeconds(10));
    try (HttpCheck check =
        new HttpCheck(
            question,
            new AnswerTime(Optional.of(Duration.ofMillis(100))),
            () -> nanos.getAndAdd(150_000_000))) {
      HealthResult result = check.check();
      assertThat(result.status()).isEqualTo(HealthStatus.DEGRADED);
      assertThat(result.summary()).isEqualTo("answered 200 in 150.0 ms, more than 100ms");
    }
  }

  @Test
  void aRedirectOnTheSameHostIsFollowed() throws Exception {
    HealthResult result = check("/here", Map.of("body", "all is well"));
    assertThat(result.status()).isEqualTo(HealthStatus.UP);
    assertThat(result.details()).containsEntry("url", url + "/ok");
    assertThat(asked).containsExactly("GET /here", "GET /ok");
  }

  @Test
  void aRedirectToAnotherHostOrPortIsNotFollowed() throws Exception {
    HealthResult away = check("/away");
    assertThat(away.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(away.summary())
        .isEqualTo(
            "redirects away from "
                + url
                + "/away to "
                + url.replace("127.0.0.1", "localhost")
                + "/ok");
    assertThat(check("/other-port").summary()).startsWith("redirects away from ");
    assertThat(asked).containsExactly("GET /away", "GET /other-port");
  }

  @Test
  void redirectsWithoutEndAreDown() throws Exception {
    assertThat(check("/round")).isEqualTo(HealthResult.down("redirects more than 5 times"));
    assertThat(asked).hasSize(6);
  }

  @Test
  void aRedirectToNoAddressIsDown() throws Exception {
    assertThat(check("/nowhere").summary()).isEqualTo("answered 302, not 200-299");
  }

  @Test
  void aServerThatDoesNotAnswerInTimeIsDown() throws Exception {
    HealthResult result = check("/never", Map.of("timeout", "100ms"));
    assertThat(result)
        .isEqualTo(HealthResult.down("no answer from " + url + "/never: request timed out"));
  }

  @Test
  void aServerThatIsNotThereIsDown() throws Exception {
    int port;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = gone.getLocalPort();
    }
    HealthResult result = checkUrl("http://127.0.0.1:" + port + "/?secret=1", Map.of());
    assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
    assertThat(result.summary()).startsWith("no answer from http://127.0.0.1:" + port + "/: ");
  }

  @Test
  void aServerThatTalksSomethingElseIsDown() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(
          () -> {
            try (var socket = server.accept()) {
              socket.getOutputStream().write("220 mail ready\r\n".getBytes(UTF_8));
            } catch (IOException e) {
              // the test is over
            }
          });
      HealthResult result = checkUrl("http://127.0.0.1:" + server.getLocalPort(), Map.of());
      assertThat(result.status()).isEqualTo(HealthStatus.DOWN);
    }
  }

  @Test
  void headersAreSentAndNeverTold() throws Exception {
    Map<String, Object> headers =
        Map.of("Authorization", new Secret("Bearer s3cret"), "X-Probe", "kaldrix");
    server.createContext(
        "/guarded",
        exchange -> {
          boolean known =
              "Bearer s3cret".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                  && "kaldrix".equals(exchange.getRequestHeaders().getFirst("X-Probe"));
          answer(exchange, known ? 200 : 401, "");
        });
    HealthResult result = check("/guarded", Map.of("headers", headers));
    assertThat(result.status()).isEqualTo(HealthStatus.UP);
    assertThat(result.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST"})
  void theMethodIsAsTold(String method) throws Exception {
    assertThat(check("/ok", Map.of("method", method)).status()).isEqualTo(HealthStatus.UP);
    assertThat(asked).containsExactly(method + " /ok");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "url|ftp://a/|url is 'ftp://a/', must be an address that begins with http:// or https://",
        "status|20|status is '20', must be a status code such as 204, or a range such as 200-299",
        "status|299-200|status is '299-200', must be a status code such as 204, or a range such as"
            + " 200-299",
        "method|DELETE|method is 'DELETE', must be one of GET, HEAD, OPTIONS, POST",
        "timeout|0s|timeout is '0s', must be a duration such as 500ms, 10s, 5m or 1h30m, 1ms or"
            + " longer"
      })
  void wrongSettingsAreRefused(String key, String value, String message) {
    Map<String, Object> settings = new HashMap<>(Map.of("url", url));
    settings.put(key, value);
    assertThatThrownBy(() -> create(settings)).hasMessage("builder: " + message);
  }

  @Test
  void aHeaderThatAClientMayNotSetIsRefusedAndNotTold() {
    Map<String, ?> headers = Map.of("Host", new Secret("a.example"));
    assertThatThrownBy(() -> create(Map.of("url", url, "headers", headers)))
        .hasMessage(
            "builder: headers.Host is '***', must be a header that a client may set, with a value"
                + " of one line");
  }

  private HealthResult check(String path) throws Exception {
    return check(path, Map.of());
  }

  private HealthResult check(String path, Map<String, ?> more) throws Exception {
    return checkUrl(url + path, more);
  }

  private static HealthResult checkUrl(String url, Map<String, ?> more) throws Exception {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("url", url);
    settings.putIfAbsent("timeout", "10s");
    try (HttpCheck check = (HttpCheck) create(settings)) {
      return check.check();
    }
  }

  private static HealthCheck create(Map<String, ?> values) {
    Settings settings = Settings.of(values);
    HealthCheck check = new HttpCheck.Provider().create(settings);
    settings.refuseUnknown();
    return check;
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    boolean none = body.isEmpty() || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.getBytes(UTF_8).length);
    if (!none) {
      exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
    exchange.close();
  }

  private void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().set("Location", location);
    answer(exchange, 302, "");
  }

  private void waitForTheEnd() throws IOException {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("the test is over");
  }
}
