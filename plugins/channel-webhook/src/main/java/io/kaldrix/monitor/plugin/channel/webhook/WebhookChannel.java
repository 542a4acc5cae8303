package io.kaldrix.monitor.plugin.channel.webhook;

import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import io.kaldrix.monitor.api.plugin.Secret;
import io.kaldrix.monitor.api.plugin.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts each notification as JSON to one address. Redirects are not followed: an address that has
 * moved is for a person to look at, and following could hand the message to somebody else.
 *
 * <p>2xx is delivered; 408, 425, 429, 5xx and a broken connection may be tried again, after the
 * wait that the receiver asks for; everything else is rejected. No outcome, log line or {@code
 * toString} tells the address's path, query or user, of which any may be a secret.
 */
final class WebhookChannel implements NotificationChannel {

  private static final Set<Integer> MAY_PASS = Set.of(408, 425, 429);

  private final URI address;
  private final String shownAddress;
  private final Duration timeout;
  private final Map<String, String> headers;
  private final Optional<Secret> secret;
  private final InstantSource clock;
  private final HttpClient client;

  private final Object lock = new Object();
  private boolean closed;
  private @Nullable CompletableFuture<?> underWay;

  /**
   * Creates a channel; makes no connection.
   *
   * @param address where to post; its user and password become a basic authorization
   * @param timeout how long one delivery may take, from connecting to the answer's end
   * @param headers further headers of each request
   * @param secret what to sign bodies with
   */
  WebhookChannel(
      URI address,
      Duration timeout,
      Map<String, String> headers,
      Optional<Secret> secret,
      InstantSource clock) {
    this.address = withoutUser(address);
    this.shownAddress = shown(address);
    this.timeout = timeout;
    this.headers = new LinkedHashMap<>(headers);
    Optional.ofNullable(address.getUserInfo())
        .ifPresent(user -> this.headers.putIfAbsent("Authorization", basic(user)));
    this.secret = secret;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  private static URI withoutUser(URI address) {
    if (address.getRawUserInfo() == null) {
      return address;
    }
    String authority = address.getRawAuthority();
    String rest = address.toString();
    int at = rest.indexOf(authority);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return URI.create(rest.substring(0, at) + host + rest.substring(at + authority.length()));
  }

  private static String shown(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return address.getScheme() + "://" + address.getHost() + port;
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public DeliveryOutcome deliver(Notification notification) throws InterruptedException {
    StatusLine status = new StatusLine();
    HttpRequest request = request(notification);
    CompletableFuture<HttpResponse<Void>> exchange;
    synchronized (lock) {
      if (closed) {
        return retry("the channel is closed");
      }
      exchange = client.sendAsync(request, status);
      underWay = exchange;
    }
    try {
      exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return judged(status).orElseGet(() -> retry("no answer"));
    } catch (TimeoutException e) {
      return judged(status).orElseGet(() -> retry(noAnswerInTime()));
    } catch (ExecutionException e) {
      return judged(status).orElseGet(() -> retry(said(e)));
    } catch (CancellationException e) {
      return retry("the channel was closed meanwhile");
    } finally {
      exchange.cancel(true); // does nothing to one that has ended
    }
  }

  private HttpRequest request(Notification notification) {
    byte[] body = Payload.of(notification);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    request.setHeader("Content-Type", "application/json; charset=utf-8");
    request.setHeader("Idempotency-Key", HeaderText.of(notification.idempotencyKey()));
    secret.ifPresent(key -> request.setHeader("X-Kaldrix-Signature", Signature.of(body, key)));
    return request.build();
  }

  private Optional<DeliveryOutcome> judged(StatusLine status) {
    return status.code().map(code -> judged(code, status));
  }

  private DeliveryOutcome judged(int code, StatusLine status) {
    if (code / 100 == 2) {
      return new DeliveryOutcome.Delivered("");
    }
    String answer = shownAddress + " answered HTTP " + code;
    if (MAY_PASS.contains(code) || code / 100 == 5) {
      return new DeliveryOutcome.Retry(answer, RetryAfter.in(status.headers(), clock.instant()));
    }
    return new DeliveryOutcome.Rejected(answer);
  }

  private DeliveryOutcome retry(String problem) {
    return new DeliveryOutcome.Retry(shownAddress + ": " + problem, Optional.empty());
  }

  private String noAnswerInTime() {
    return "no answer within " + timeout.toMillis() + " ms";
  }

  /** Says what broke by its kind; a message could hold the address. */
  private String said(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof HttpTimeoutException
        ? noAnswerInTime()
        : cause.getClass().getSimpleName();
  }

  /** Breaks off a delivery that is under way and lets go of the connections. */
  @Override
  public void close() {
    CompletableFuture<?> last;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      last = underWay;
    }
    if (last != null) {
      last.cancel(true);
    }
    closeClient();
  }

  // Up to Java 20 a client cannot be closed; its one daemon thread ends once nothing refers to it.
  private void closeClient() {
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing an HTTP client throws nothing", e);
      }
    }
  }

  @Override
  public String toString() {
    return "webhook to " + shownAddress;
  }

  /**
   * Offers the channel under the name {@code webhook}. Settings: {@code url} (required), {@code
   * timeout} (default 10s), {@code headers}, {@code secret}.
   */
  public static final class Provider implements ChannelProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "webhook";
    }

    @Override
    public NotificationChannel create(Settings settings) {
      URI address = settings.uri("url", "http", "https");
      Duration timeout = settings.duration("timeout", Duration.ofSeconds(10));
      Map<String, String> headers = settings.texts("headers");
      Optional<Secret> secret = settings.optionalSecret("secret");
      if (!HeaderText.areSendable(headers)) {
        throw settings.invalid(
            "headers", "names and values of headers that HTTP lets one set, in one line each");
      }
      if (secret.isPresent() && secret.get().reveal().isEmpty()) {
        throw settings.invalid("secret", "one character or more");
      }
      return new WebhookChannel(address, timeout, headers, secret, InstantSource.system());
    }
  }
}
