package io.kaldrix.monitor.example.dagnode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A real web server on the loopback address that notifications arrive at. */
final class WebhookReceiver implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final AtomicInteger received = new AtomicInteger();

  /**
   * Starts the server on a free port.
   *
   * @param arrived receives the body of each notification
   * @throws IOException if there is no free port
   */
  WebhookReceiver(Consumer<String> arrived) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/alerts", exchange -> answer(exchange, arrived));
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange, Consumer<String> arrived) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(204, -1);
      received.incrementAndGet();
      arrived.accept(body);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
  }

  int received() {
    return received.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
