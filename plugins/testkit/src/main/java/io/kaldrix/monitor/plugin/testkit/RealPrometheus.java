package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.series.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A real Prometheus server on the loopback address, with a directory of its own that goes when it
 * does. May be shared between threads. Without the program the test is skipped, see {@link
 * DebianPackage}.
 *
 * <p>Time is what is written to it: samples of any year are taken, as long as none is more than an
 * hour older than the newest.
 */
public final class RealPrometheus implements AutoCloseable {

  /** The configuration of a server that scrapes nothing and evaluates no rules. */
  public static final String IDLE = "global: {}\n";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 20_000_000;
  private static final int MOST_STARTS = 3;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Path directory;
  private final Process process;
  private final Thread killer;
  private final URI uri;

  private RealPrometheus(Path program, String configuration, List<String> options)
      throws IOException {
    this.directory = Files.createTempDirectory("prometheus");
    Path file = Files.writeString(directory.resolve("prometheus.yml"), configuration);
    int port = freePort();
    this.uri = URI.create("http://127.0.0.1:" + port);
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--config.file=" + file);
    command.add("--storage.tsdb.path=" + directory.resolve("data"));
    command.add("--storage.tsdb.retention.time=100y");
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.add("--web.enable-remote-write-receiver");
    command.add("--web.enable-lifecycle");
    command.addAll(options);
    this.process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    // A JVM that is ended in the middle of a test must leave no server behind.
    this.killer = new Thread(process::destroyForcibly, "prometheus-killer");
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Starts a server that scrapes nothing and waits until it answers. */
  public static RealPrometheus start() {
    return start(IDLE);
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param configuration of Prometheus, in YAML; paths in it are best absolute
   * @param options further ones of the command line, such as {@code --query.lookback-delta=1m}
   * @throws IllegalStateException if it ends or does not answer within a minute, with what it said
   */
  public static RealPrometheus start(String configuration, String... options) {
    Path program = DebianPackage.program("prometheus", "prometheus");
    for (int attempt = 1; ; attempt++) {
      RealPrometheus server = null;
      try {
        server = new RealPrometheus(program, configuration, List.of(options));
        server.awaitReady();
        return server;
      } catch (IOException | IllegalStateException e) {
        boolean portTaken = String.valueOf(e.getMessage()).contains("address already in use");
        if (server != null) {
          server.close();
        }
        if (!portTaken || attempt == MOST_STARTS) {
          throw new IllegalStateException("prometheus does not start: " + e.getMessage(), e);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }

  private Path log() {
    return directory.resolve("log");
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(Files.readString(log()));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private boolean isReady() {
    try {
      return send(HttpRequest.newBuilder(uri.resolve("/-/ready")).build()).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false; // it does not listen yet
    }
  }

  /** Returns the address of its pages, without a path. */
  public URI uri() {
    return uri;
  }

  /** Returns its directory, where a test may put files that the configuration names. */
  public Path directory() {
    return directory;
  }

  /** Returns the process's id, to measure what it uses. */
  public long pid() {
    return process.pid();
  }

  /**
   * Writes samples, stale markers and other NaN among them, bit for bit.
   *
   * @throws IllegalStateException if it does not take them, with its words
   */
  public void write(List<Series> series) {
    for (byte[] body : RemoteWrite.bodies(series)) {
      HttpResponse<String> response =
          send(
              HttpRequest.newBuilder(uri.resolve("/api/v1/write"))
                  .header("Content-Type", "application/x-protobuf")
                  .header("Content-Encoding", "snappy")
                  .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(response.statusCode() + " " + response.body());
      }
    }
  }

  /** Asks for an expression's value at one instant. */
  public PrometheusReply instant(String expression, Instant at) {
    return query("/api/v1/query", Map.of("query", expression, "time", seconds(at)));
  }

  /** Asks for an expression's value at each step. */
  public PrometheusReply range(String expression, Instant from, Instant to, Duration step) {
    return query(
        "/api/v1/query_range",
        Map.of(
            "query",
            expression,
            "start",
            seconds(from),
            "end",
            seconds(to),
            "step",
            BigDecimal.valueOf(step.toMillis(), 3).toPlainString()));
  }

  private static String seconds(Instant instant) {
    return BigDecimal.valueOf(instant.toEpochMilli(), 3).toPlainString();
  }

  private PrometheusReply query(String path, Map<String, String> parameters) {
    StringJoiner form = new StringJoiner("&");
    parameters.forEach(
        (name, value) -> form.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build();
    try {
      return PrometheusReply.parse(send(request).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the body of {@code path}, such as {@code /api/v1/rules} or {@code /metrics}. */
  public String get(String path) {
    return send(HttpRequest.newBuilder(uri.resolve(path)).timeout(PATIENCE).build()).body();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for prometheus", e);
    }
  }

  /** Ends the server at once and removes its directory. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
