package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.core.exposition.ExpositionFormat;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Gets the pages of one job's targets. May be shared between threads. */
final class PageFetch implements AutoCloseable {

  private final ScrapeJob job;
  private final HttpClient client;
  private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private volatile boolean closed;

  PageFetch(ScrapeJob job) {
    this.job = job;
    // The client would carry credentials along to wherever it is sent.
    boolean follows = job.followRedirects() && job.credentials().isEmpty();
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(follows ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
            .connectTimeout(job.timeout())
            .build();
  }

  /** A page that arrived whole. */
  record Page(InputStream content, ExpositionFormat format) {}

  /**
   * Gets a page.
   *
   * @throws IOException if there is none within the job's timeout and size, with the reason
   */
  Page get(URI address) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request(address), head -> new PageBody(most(head)));
    Object key = new Object();
    underWay.put(key, exchange);
    try {
      if (closed) {
        throw new IOException("the monitor is closing");
      }
      return page(exchange.get(job.timeout().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new IOException("no whole page within " + job.timeout().toMillis() + " ms", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(reason(cause), cause);
    } catch (CancellationException e) {
      throw new IOException("the monitor is closing", e);
    } finally {
      underWay.remove(key);
      exchange.cancel(true); // does nothing to one that has ended
    }
  }

  /** Of an answer that is no page nothing need be read. */
  private long most(HttpResponse.ResponseInfo head) {
    return head.statusCode() == 200 ? job.bodySizeLimit() : Math.min(job.bodySizeLimit(), 1 << 16);
  }

  private HttpRequest request(URI address) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(job.timeout())
            .setHeader("Accept", ExpositionFormat.ACCEPT)
            .setHeader("Accept-Encoding", "gzip")
            .setHeader("User-Agent", "kaldrix-monitor")
            .setHeader(
                "X-Prometheus-Scrape-Timeout-Seconds",
                String.valueOf(job.timeout().toMillis() / 1000.0));
    if (job.credentials().isPresent()) {
      request.setHeader("Authorization", job.credentials().get().header());
    }
    return request.build();
  }

  private Page page(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException("answered HTTP " + answer.statusCode() + ", must be 200");
    }
    String encoding = answer.headers().firstValue("Content-Encoding").orElse("");
    return new Page(
        PageBody.unpacked(answer.body(), encoding, job.bodySizeLimit()),
        ExpositionFormat.of(answer.headers().firstValue("Content-Type").orElse("")));
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  /** Breaks off what is under way and lets go of the connections. */
  @Override
  public void close() {
    closed = true;
    underWay.values().forEach(exchange -> exchange.cancel(true));
    // Up to Java 20 a client cannot be closed; its thread ends once nothing refers to it.
    if (client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing an HTTP client throws nothing", e);
      }
    }
  }
}
