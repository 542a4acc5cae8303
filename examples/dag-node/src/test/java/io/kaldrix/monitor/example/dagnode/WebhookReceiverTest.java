package io.kaldrix.monitor.example.dagnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {

  private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private int post(String url, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  @Test
  void handsOnEachBodyAndCountsIt() throws IOException, InterruptedException {
    try (WebhookReceiver receiver = new WebhookReceiver(arrived::add)) {
      assertThat(receiver.received()).isZero();
      assertThat(post(receiver.url(), "{\"title\": \"größer\"}")).isEqualTo(204);
      assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEqualTo("{\"title\": \"größer\"}");
      assertThat(post(receiver.url(), "")).isEqualTo(204);
      assertThat(arrived.poll(10, TimeUnit.SECONDS)).isEmpty();
      assertThat(receiver.received()).isEqualTo(2);
    }
  }

  @Test
  void listensOnTheLoopbackAddressAndOnOnePathOnly() throws IOException, InterruptedException {
    try (WebhookReceiver receiver = new WebhookReceiver(arrived::add)) {
      assertThat(receiver.url()).matches("http://127\\.0\\.0\\.1:\\d+/alerts");
      assertThat(post(receiver.url().replace("/alerts", "/other"), "{}")).isEqualTo(404);
      assertThat(receiver.received()).isZero();
    }
  }

  @Test
  void twoListenSideBySide() throws IOException {
    try (WebhookReceiver one = new WebhookReceiver(arrived::add);
        WebhookReceiver other = new WebhookReceiver(arrived::add)) {
      assertThat(one.url()).isNotEqualTo(other.url());
    }
  }

  @Test
  void isGoneOnceItIsClosed() throws IOException {
    WebhookReceiver receiver = new WebhookReceiver(arrived::add);
    receiver.close();
    assertThatThrownBy(() -> post(receiver.url(), "{}")).isInstanceOf(ConnectException.class);
  }
}
