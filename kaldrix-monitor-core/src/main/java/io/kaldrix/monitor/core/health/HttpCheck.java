package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.Secret;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Looks whether an HTTP server answers as it should. A redirect is followed on the same host only,
 * and never from https to http, as the headers may hold a secret.
 *
 * <p>Settings: {@code url}; {@code method}, GET unless it is HEAD, OPTIONS or POST without a body;
 * {@code status} (200-299); {@code body}, a text within the first MiB; {@code headers}; {@code
 * timeout} (3s); {@code degraded-above}, a duration.
 */
final class HttpCheck implements HealthCheck, AutoCloseable {

  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_BODY_BYTES = 1 << 20;

  private final Question question;
  private final AnswerTime answerTime;
  private final LongSupplier nanoTime;
  private final HttpClient client;

  HttpCheck(Question question, AnswerTime answerTime, LongSupplier nanoTime) {
    this.question = question;
    this.answerTime = answerTime;
    this.nanoTime = nanoTime;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(question.timeout())
            .build();
  }

  /**
   * What is asked, and what is expected.
   *
   * @param headers names and values, which may be secret
   * @param body a text that the answer must hold
   */
  record Question(
      URI url,
      String method,
      Map<String, Secret> headers,
      StatusRange status,
      Optional<String> body,
      Duration timeout) {

    HttpRequest request(URI address) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address)
              .timeout(timeout)
              .method(method, HttpRequest.BodyPublishers.noBody());
      headers.forEach((name, value) -> request.setHeader(name, value.reveal()));
      return request.build();
    }
  }

  @Override
  public HealthResult check() throws InterruptedException {
    long started = nanoTime.getAsLong();
    URI address = question.url();
    try {
      for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        HttpResponse<InputStream> answer =
            client.send(question.request(address), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
          Optional<URI> next = redirect(address, answer);
          if (next.isEmpty()) {
            String text = question.body().isPresent() ? text(body) : "";
            Duration took = Duration.ofNanos(nanoTime.getAsLong() - started);
            return judged(answer.statusCode(), text, took).detail("url", shown(address));
          }
          if (!staysWithin(address, next.get())) {
            return HealthResult.down(
                "redirects away from " + shown(address) + " to " + shown(next.get()));
          }
          address = next.get();
        }
      }
      return HealthResult.down("redirects more than " + MOST_REDIRECTS + " times");
    } catch (IOException e) {
      return HealthResult.down("no answer from " + shown(address) + ": " + Endpoint.reason(e));
    }
  }

  private HealthResult judged(int status, String text, Duration took) {
    HealthResult result;
    if (!question.status().contains(status)) {
      result = HealthResult.down("answered " + status + ", not " + question.status());
    } else if (question.body().isPresent() && !text.contains(question.body().get())) {
      result = HealthResult.down("answered " + status + ", without the expected text");
    } else {
      result = answerTime.judge("answered " + status, took);
    }
    return result.detail("status", status);
  }

  private Optional<URI> redirect(URI address, HttpResponse<?> answer) {
    int status = answer.statusCode();
    boolean redirects = status >= 301 && status <= 308 && status != 304;
    if (!redirects || question.status().contains(status)) {
      return Optional.empty();
    }
    try {
      return answer.headers().firstValue("location").map(address::resolve);
    } catch (IllegalArgumentException e) { // is no address, so the status is judged
      return Optional.empty();
    }
  }

  private static boolean staysWithin(URI from, URI to) {
    String host = to.getHost();
    if (host == null || !host.equalsIgnoreCase(from.getHost())) {
      return false;
    }
    boolean sameScheme = String.valueOf(to.getScheme()).equalsIgnoreCase(from.getScheme());
    return sameScheme ? to.getPort() == from.getPort() : "https".equalsIgnoreCase(to.getScheme());
  }

  private static String text(InputStream body) throws IOException {
    return new String(body.readNBytes(MOST_BODY_BYTES), StandardCharsets.UTF_8);
  }

  /** Returns an address without user and query, which may be secret. */
  private static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    return address.getScheme() + "://" + address.getHost() + port + path;
  }

  /** Ends the client's threads; before Java 21 they end by themselves when it is collected. */
  @Override
  public void close() {
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) { // a client's close declares none
        throw new IllegalStateException(e);
      }
    }
  }

  /** Offers the check under the name {@code http}. */
  public static final class Provider implements HealthCheckProvider {
    private static final Map<String, String> METHODS =
        Map.of("GET", "GET", "HEAD", "HEAD", "OPTIONS", "OPTIONS", "POST", "POST");

    @Override
    public String name() {
      return "http";
    }

    @Override
    public HealthCheck create(Settings settings) {
      Question question =
          new Question(
              settings.uri("url", "http", "https"),
              settings.choice("method", "GET", METHODS),
              headers(settings.section("headers")),
              StatusRange.read(settings),
              settings.optionalString("body"),
              settings.duration("timeout", Endpoint.DEFAULT_TIMEOUT));
      return new HttpCheck(question, AnswerTime.read(settings), System::nanoTime);
    }

    private static Map<String, Secret> headers(Settings settings) {
      Map<String, Secret> headers = new LinkedHashMap<>();
      for (String name : settings.keys()) {
        Secret value = settings.secret(name);
        try {
          HttpRequest.newBuilder().setHeader(name, value.reveal());
        } catch (IllegalArgumentException e) {
          throw settings.invalid(name, "a header that a client may set, with a value of one line");
        }
        headers.put(name.toLowerCase(Locale.ROOT), value);
      }
      return headers;
    }
  }
}
