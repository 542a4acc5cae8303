package io.kaldrix.monitor.plugin.channel.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.DeliveryOutcome.Delivered;
import io.kaldrix.monitor.api.notify.DeliveryOutcome.Rejected;
import io.kaldrix.monitor.api.notify.DeliveryOutcome.Retry;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.plugin.Secret;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {

  private static final Instant T0 = Instant.parse("2026-11-21T19:00:10Z");
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch testEnds = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private Answer answer = exchange -> exchange.sendResponseHeaders(200, -1);

  private record Request(String method, URI uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  private interface Answer {
    void give(HttpExchange exchange) throws Exception;
  }

  @BeforeEach
  void startReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.add(
              new Request(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders(),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          try {
            answer.give(exchange);
          } catch (Exception e) {
            throw new IOException(e);
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void stopReceiver() {
    testEnds.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private URI address(String rest) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + rest);
  }

  private static WebhookChannel channel(URI address, Duration timeout) {
    return new WebhookChannel(
        address, timeout, Map.of(), Optional.empty(), InstantSource.fixed(T0));
  }

  private DeliveryOutcome delivered() throws InterruptedException {
    return delivered(notification());
  }

  private DeliveryOutcome delivered(Notification notification) throws InterruptedException {
    try (WebhookChannel channel = channel(address("/hook"), Duration.ofSeconds(20))) {
      return channel.deliver(notification);
    }
  }

  private static Notification notification() {
    return notification(alert("n2", 4.25));
  }

  private static Notification notification(Alert... alerts) {
    return new Notification(
        "0f3a7c1e5b9d2468ace013579bdf2468",
        "{alertname=\"DagRoundSlow\", instance=\"n1\"}",
        Notification.Status.FIRING,
        "[FIRING P1] DagRoundSlow: rounds take 4.25 s",
        "What: rounds take 4.25 s\nHow bad: P1 high\n",
        List.of(alerts),
        T0);
  }

  private static Alert alert(String peer, double value) {
    return new Alert(
        Labels.of("alertname", "DagRoundSlow", "severity", "high", "peer", peer),
        Map.of("summary", "rounds take 4.25 s", "runbook_url", "https://runbooks.example/dag"),
        Severity.HIGH,
        new AlertState.Firing(T0.minusSeconds(70), T0.minusSeconds(10)),
        value);
  }

  private Request received() {
    return requests.remove();
  }

  @ParameterizedTest(name = "HTTP {0}: {1}")
  @CsvSource({
    "200, Delivered",
    "201, Delivered",
    "202, Delivered",
    "204, Delivered",
    "301, Rejected",
    "302, Rejected",
    "304, Rejected",
    "307, Rejected",
    "400, Rejected",
    "401, Rejected",
    "403, Rejected",
    "404, Rejected",
    "408, Retry",
    "410, Rejected",
    "413, Rejected",
    "422, Rejected",
    "425, Retry",
    "429, Retry",
    "500, Retry",
    "502, Retry",
    "503, Retry",
    "504, Retry",
    "599, Retry"
  })
  void theStatusDecides(int status, String outcome) throws Exception {
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Location", address("/elsewhere").toString());
          exchange.sendResponseHeaders(status, -1);
        };
    assertThat(delivered().getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(requests).as("requests; a redirect is not followed").hasSize(1);
  }

  @Test
  void anOutcomeTellsHostAndStatusAndNoMore() throws Exception {
    answer = exchange -> exchange.sendResponseHeaders(404, -1);
    URI secretive = URI.create(address("/T0k3n?key=s3cret").toString().replace("://", "://a:b@"));
    try (WebhookChannel channel = channel(secretive, Duration.ofSeconds(20))) {
      String host = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(channel.deliver(notification()))
          .isEqualTo(new Rejected(host + " answered HTTP 404"));
      assertThat(channel).hasToString("webhook to " + host);
    }
  }

  @ParameterizedTest(name = "Retry-After: {0}, Date: {1}: {2}")
  @CsvSource({
    "120, '', PT2M",
    "0, '', PT0S",
    "' 7 ', '', PT7S",
    "'Sat, 21 Nov 2026 19:01:10 GMT', '', PT1M",
    "'Sat, 21 Nov 2026 18:00:00 GMT', '', PT0S",
    "'Sat, 21 Nov 2026 12:00:30 GMT', 'Sat, 21 Nov 2026 12:00:00 GMT', PT30S",
    "soon, '', ''",
    "-5, '', ''",
    "99999999999999999999, '', ''",
    "'Sat, 99 Nov 2026 12:00:30 GMT', '', ''"
  })
  void theReceiversWaitIsReadFromSecondsOrADate(String after, String date, String expected) {
    Map<String, List<String>> headers =
        date.isEmpty()
            ? Map.of("Retry-After", List.of(after))
            : Map.of("Retry-After", List.of(after), "Date", List.of(date));
    assertThat(RetryAfter.in(HttpHeaders.of(headers, (n, v) -> true), T0))
        .isEqualTo(expected.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(expected)));
  }

  @Test
  void theReceiversWaitIsHandedOn() throws Exception {
    answer =
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "42");
          exchange.sendResponseHeaders(429, -1);
        };
    assertThat(delivered())
        .isInstanceOfSatisfying(
            Retry.class, retry -> assertThat(retry.after()).contains(Duration.ofSeconds(42)));
  }

  @Test
  void aReceiverThatNeverAnswersIsTriedAgain() throws Exception {
    answer = exchange -> testEnds.await();
    try (WebhookChannel channel = channel(address("/"), SHORT)) {
      assertThat(channel.deliver(notification()))
          .isInstanceOfSatisfying(
              Retry.class,
              retry -> assertThat(retry.reason()).endsWith(": no answer within 300 ms"));
    }
  }

  @Test
  void aReceiverThatIsNotThereIsTriedAgain() throws Exception {
    URI gone = address("/");
    server.stop(0);
    try (WebhookChannel channel = channel(gone, Duration.ofSeconds(20))) {
      assertThat(channel.deliver(notification()))
          .isInstanceOfSatisfying(
              Retry.class, retry -> assertThat(retry.reason()).endsWith(": ConnectException"));
    }
  }

  @Test
  void whatTheStatusLineSaysStandsThoughTheBodyStalls() throws Exception {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 10);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          testEnds.await();
        };
    try (WebhookChannel channel = channel(address("/"), SHORT)) {
      assertThat(channel.deliver(notification())).isInstanceOf(Delivered.class);
    }
  }

  @Test
  void anEndlessBodyIsCutOff() throws Exception {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] block = new byte[8192];
          while (testEnds.getCount() > 0) {
            exchange.getResponseBody().write(block);
          }
        };
    assertThat(delivered()).isInstanceOf(Delivered.class);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  void whatBreaksOffIsJudgedByWhatWasSaid(String bytes, String outcome) throws Exception {
    try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> answerOnce(raw, bytes));
      URI uri = URI.create("http://127.0.0.1:" + raw.getLocalPort() + "/");
      try (WebhookChannel channel = channel(uri, Duration.ofSeconds(20))) {
        assertThat(channel.deliver(notification()).getClass().getSimpleName()).isEqualTo(outcome);
      }
    }
  }

  static List<Arguments> whatBreaksOffIsJudgedByWhatWasSaid() {
    return List.of(
        Arguments.of("", "Retry"),
        Arguments.of("220 mail.example ESMTP\r\n", "Retry"),
        Arguments.of("HTTP/1.1 200 OK\r\nContent-Le", "Retry"),
        Arguments.of("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\"", "Delivered"),
        Arguments.of("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\n\r\nlate", "Retry"),
        Arguments.of("HTTP/1.1 400 Bad\r\nContent-Length: 100\r\n\r\nno", "Rejected"));
  }

  private static void answerOnce(ServerSocket raw, String bytes) {
    try (Socket connection = raw.accept()) {
      InputStream in = connection.getInputStream();
      byte[] seen = new byte[65_536];
      int length = 0;
      while (!new String(seen, 0, length, StandardCharsets.UTF_8).contains("\"alerts\"")) {
        int read = in.read(seen, length, seen.length - length);
        if (read < 0) {
          return;
        }
        length += read;
      }
      OutputStream out = connection.getOutputStream();
      out.write(bytes.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      // the channel has gone: what it made of it is what the test looks at
    }
  }

  @Test
  void sendsWhatTheReadmeShows() throws Exception {
    String readme = Files.readString(Path.of("README.md"));
    String example = readme.substring(readme.indexOf("```json") + 7);
    delivered();
    Request request = received();
    assertThat(request.json())
        .isEqualTo(JSON.readTree(example.substring(0, example.indexOf("```"))));
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri().getPath()).isEqualTo("/hook");
    assertThat(request.header("Content-type")).isEqualTo("application/json; charset=utf-8");
    assertThat(request.header("Idempotency-key")).isEqualTo("0f3a7c1e5b9d2468ace013579bdf2468");
  }

  @Test
  void anAlertThatIsOverHasAnEnd() throws Exception {
    Alert over =
        new Alert(
            Labels.of("alertname", "DagRoundSlow"),
            Map.of(),
            Severity.LOW,
            new AlertState.Resolved(T0, T0.plusSeconds(60)),
            0);
    delivered(
        new Notification(
            "k", "g", Notification.Status.RESOLVED, "title", "text", List.of(over), T0));
    JsonNode json = received().json();
    assertThat(json.path("status").asText()).isEqualTo("resolved");
    assertThat(json.path("alerts").path(0).path("status").asText()).isEqualTo("resolved");
    assertThat(json.path("alerts").path(0).path("startsAt").asText())
        .isEqualTo("2026-11-21T19:00:10Z");
    assertThat(json.path("alerts").path(0).path("endsAt").asText())
        .isEqualTo("2026-11-21T19:01:10Z");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aValueThatJsonLacksIsNull(double value) throws Exception {
    delivered(notification(alert("n2", value)));
    assertThat(received().json().path("alerts").path(0).path("value").isNull()).isTrue();
  }

  @Test
  void textOfAnyScriptArrivesAndHalfACharacterIsReplaced() throws Exception {
    delivered(notification(alert("Zürich 東京 \ud83d\ude80 \u202eabc \ud800!", 1)));
    assertThat(received().json().path("commonLabels").path("peer").asText())
        .isEqualTo("Zürich 東京 \ud83d\ude80 \u202eabc \ufffd!");
  }

  @Test
  void aHugeLabelIsCutAtAWholeCharacter() throws Exception {
    delivered(notification(alert("\ud83d\ude80".repeat(5_000_000), 1)));
    Request request = received();
    assertThat(request.body()).hasSizeLessThan(100_000);
    assertThat(request.json().path("commonLabels").path("peer").asText())
        .isEqualTo("\ud83d\ude80".repeat(4096) + "…");
  }

  @Test
  void moreAlertsThanFitAreCounted() throws Exception {
    delivered(
        notification(
            IntStream.range(0, 777).mapToObj(i -> alert("n" + i, i)).toArray(Alert[]::new)));
    JsonNode json = received().json();
    assertThat(json.path("alerts").size()).isEqualTo(500);
    assertThat(json.path("alertsOmitted").asInt()).isEqualTo(277);
  }

  @Test
  void signsTheBodyWithTheSecret() throws Exception {
    try (WebhookChannel channel =
        new WebhookChannel(
            address("/"),
            Duration.ofSeconds(20),
            Map.of("X-Team", "ops"),
            Optional.of(new Secret("s3cret")),
            InstantSource.fixed(T0))) {
      channel.deliver(notification());
    }
    Request request = received();
    assertThat(request.header("X-kaldrix-signature"))
        .isEqualTo(
            Signature.of(request.body().getBytes(StandardCharsets.UTF_8), new Secret("s3cret")));
    assertThat(request.header("X-team")).isEqualTo("ops");
  }

  @Test
  void theSignatureIsTheOneThatRfc4231Gives() {
    assertThat(
            Signature.of(
                "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII),
                new Secret("Jefe")))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void theUserInTheAddressBecomesAnAuthorization() throws Exception {
    URI withUser = URI.create(address("/p?q=1").toString().replace("://", "://ada:p%40ss@"));
    try (WebhookChannel channel = channel(withUser, Duration.ofSeconds(20))) {
      assertThat(channel.deliver(notification())).isInstanceOf(Delivered.class);
    }
    Request request = received();
    assertThat(request.header("Authorization")).isEqualTo("Basic YWRhOnBAc3M=");
    assertThat(request.uri()).hasToString("/p?q=1");
  }

  @Test
  void aKeyThatNoHeaderCarriesIsSentAsItsHash() throws Exception {
    delivered(
        new Notification(
            "ключ\r\nX-Forged: yes",
            "g",
            Notification.Status.FIRING,
            "title",
            "text",
            List.of(alert("n2", 1)),
            T0));
    Request request = received();
    assertThat(request.header("Idempotency-key")).matches("[0-9a-f]{64}");
    assertThat(request.headers()).doesNotContainKey("X-forged");
  }

  @Test
  void deliversNothingOnceItIsClosed() throws Exception {
    WebhookChannel channel = channel(address("/"), Duration.ofSeconds(20));
    channel.close();
    assertThat(channel.deliver(notification())).isInstanceOf(Retry.class);
    assertThat(requests).isEmpty();
  }

  @Test
  void closingBreaksOffADelivery() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    answer =
        exchange -> {
          asked.countDown();
          testEnds.await();
        };
    WebhookChannel channel = channel(address("/"), Duration.ofSeconds(60));
    var delivery = threads.submit(() -> channel.deliver(notification()));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    channel.close();
    assertThat(delivery.get(20, TimeUnit.SECONDS)).isInstanceOf(Retry.class);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void refusesWrongSettings(Map<String, ?> settings, String message) {
    assertThatThrownBy(() -> new WebhookChannel.Provider().create(Settings.of(settings)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("builder: " + message);
  }

  static List<Arguments> refusesWrongSettings() {
    String headers =
        "headers is a mapping, must be names and values of headers that HTTP lets one set, in one"
            + " line each";
    return List.of(
        Arguments.of(
            Map.of(), "url is missing, must be an address that begins with http:// or https://"),
        Arguments.of(
            Map.of("url", "ftp://example.org/"),
            "url is 'ftp://example.org/', must be an address that begins with http:// or https://"),
        Arguments.of(
            Map.of("url", "http://example.org/", "headers", Map.of("Host", "other")), headers),
        Arguments.of(
            Map.of("url", "http://example.org/", "headers", Map.of("X", "a\r\nB: c")), headers),
        Arguments.of(
            Map.of("url", "http://example.org/", "secret", new Secret("")),
            "secret is '***', must be one character or more"));
  }
}
