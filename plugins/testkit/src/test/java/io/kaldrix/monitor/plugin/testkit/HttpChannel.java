package io.kaldrix.monitor.plugin.testkit;

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
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A small channel that keeps its promises: posts the text to an address. */
class HttpChannel implements NotificationChannel {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;
  private final Secret token;

  HttpChannel(Settings settings) {
    uri = settings.uri("url", "http");
    token = settings.secret("token");
  }

  @Override
  public DeliveryOutcome deliver(Notification notification) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token.reveal())
            .header("Idempotency-Key", key(notification))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(notification)))
            .build();
    HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
    return outcome(response.statusCode());
  }

  String key(Notification notification) {
    return notification.idempotencyKey();
  }

  byte[] body(Notification notification) {
    String text = notification.title() + "\n" + notification.alerts();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  DeliveryOutcome outcome(int status) {
    if (status < 300) {
      return new DeliveryOutcome.Delivered("");
    }
    return status < 500
        ? new DeliveryOutcome.Rejected("status " + status)
        : new DeliveryOutcome.Retry("status " + status, Optional.empty());
  }

  /** Offers the channel under the name {@code http-text}. */
  public static final class Provider implements ChannelProvider {
    @Override
    public String name() {
      return "http-text";
    }

    @Override
    public NotificationChannel create(Settings settings) {
      return new HttpChannel(settings);
    }
  }
}
