package io.kaldrix.monitor.plugin.collector.scrape;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A target that shows what it is told to, and lets go of all that hangs once it is closed. */
final class PageServer implements AutoCloseable {

  static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  /** How a path answers. */
  interface Answer {
    void give(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "page-server");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  PageServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.start();
  }

  /** Returns host and port. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns each request: user agent, path and query. */
  Queue<String> requests() {
    return requests;
  }

  void on(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          requests.add(
              exchange.getRequestHeaders().getFirst("User-Agent") + " " + exchange.getRequestURI());
          try (exchange) {
            answer.give(exchange);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  void shows(String path, String page) {
    on(path, exchange -> send(exchange, 200, TEXT, page));
  }

  /** Says nothing on this path until the server is closed. */
  void hangsOn(String path) {
    on(path, exchange -> closed.await());
  }

  static void send(HttpExchange exchange, int status, String type, String page) throws IOException {
    send(exchange, status, type, page.getBytes(StandardCharsets.UTF_8));
  }

  static void send(HttpExchange exchange, int status, String type, byte[] page) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, page.length == 0 ? -1 : page.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(page);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
