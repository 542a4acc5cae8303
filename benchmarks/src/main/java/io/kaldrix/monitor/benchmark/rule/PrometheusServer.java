package io.kaldrix.monitor.benchmark.rule;

import io.kaldrix.monitor.api.label.Labels;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Prometheus and the bench's feeder, both processes of their own until closed. */
final class PrometheusServer implements AutoCloseable {

  private static final Pattern GROUP =
      Pattern.compile(
          "prometheus_rule_group_last_duration_seconds\\{rule_group=\"[^\"]*;([a-z_]+)\"\\} (\\S+)");
  private static final Pattern ELEMENT =
      Pattern.compile("\\{\"metric\":\\{(.*?)\\},\"value\":\\[[0-9.]+,\"([^\"]*)\"\\]\\}");
  private static final Pattern LABEL = Pattern.compile("\"([^\"]+)\":\"([^\"]*)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final Path scratch;
  private final List<Process> processes = new ArrayList<>();
  private final Path feederLog;

  private PrometheusServer(Path scratch, int port) {
    this.url = "http://127.0.0.1:" + port;
    this.scratch = scratch;
    this.feederLog = scratch.resolve("feeder.log");
  }

  /** Starts a server without rules, and fills its history. */
  static PrometheusServer start(Path scratch, Path program, int services, int historySeconds)
      throws IOException, InterruptedException {
    int port = 19_290;
    int feederPort = 19_210;
    PrometheusServer server = new PrometheusServer(scratch, port);
    Files.writeString(
        scratch.resolve("prometheus.full"),
        Files.readString(scratch.resolve("prometheus.yml.in"))
            .replace("@PORT@", Integer.toString(feederPort))
            .replace("@PPORT@", Integer.toString(port)));
    Files.writeString(
        scratch.resolve("prometheus.yml"),
        "global: { scrape_interval: 10s, evaluation_interval: 10s }\n");
    server.run(
        scratch.resolve("prometheus.log"),
        program.toString(),
        "--config.file=" + scratch.resolve("prometheus.yml"),
        "--storage.tsdb.path=" + scratch.resolve("data"),
        "--web.listen-address=127.0.0.1:" + port,
        "--web.enable-remote-write-receiver",
        "--web.enable-lifecycle",
        "--log.level=warn");
    server.await("ready", () -> server.get("/-/ready"));
    server.run(
        server.feederLog,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx2g",
        "-cp",
        scratch.resolve("classes").toString(),
        "Feeder",
        Integer.toString(services),
        Integer.toString(feederPort),
        server.url,
        Integer.toString(historySeconds));
    server.await("fed", () -> Files.readString(server.feederLog).contains("READY") ? "yes" : "");
    return server;
  }

  private void run(Path log, String... command) throws IOException {
    processes.add(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  /** What is asked until it says something. */
  private interface Question {
    String ask() throws IOException, InterruptedException;
  }

  private void await(String what, Question question) throws InterruptedException {
    for (int attempt = 0; attempt < 1200; attempt++) {
      try {
        if (!question.ask().isEmpty()) {
          return;
        }
      } catch (IOException e) {
        // not yet
      }
      Thread.sleep(500);
    }
    throw new IllegalStateException("not " + what + " in time; see " + scratch);
  }

  /** Returns the newest tick of the history. */
  long lastTick() throws IOException {
    Matcher matcher = Pattern.compile("LAST_TICK=([0-9]+)").matcher(Files.readString(feederLog));
    if (!matcher.find()) {
      throw new IllegalStateException("no LAST_TICK in " + feederLog);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Scrapes from now on, and evaluates the rules of a file. */
  void configure(String rules) throws IOException, InterruptedException {
    Files.writeString(scratch.resolve("rules.yml"), rules);
    Files.copy(
        scratch.resolve("prometheus.full"),
        scratch.resolve("prometheus.yml"),
        StandardCopyOption.REPLACE_EXISTING);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "/-/reload"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("reload: " + answer.body());
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url + path)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Returns the instant vector that an expression says at an instant. */
  Map<Labels, Double> query(String expression, Instant at)
      throws IOException, InterruptedException {
    String json =
        get(
            "/api/v1/query?time="
                + at.getEpochSecond()
                + "&query="
                + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    Map<Labels, Double> elements = new HashMap<>();
    Matcher element = ELEMENT.matcher(json);
    while (element.find()) {
      Labels.Builder labels = Labels.builder();
      Matcher label = LABEL.matcher(element.group(1));
      while (label.find()) {
        labels.set(label.group(1), label.group(2));
      }
      String value = element.group(2).replace("+Inf", "Infinity").replace("-Inf", "-Infinity");
      elements.put(labels.build(), Double.parseDouble(value));
    }
    return elements;
  }

  /** Returns a figure of the server about itself, summed over labels; 0 if it is not there. */
  double figure(String name) throws IOException, InterruptedException {
    double sum = 0;
    for (String line : get("/metrics").split("\n", -1)) {
      if (line.startsWith(name + " ") || line.startsWith(name + "{")) {
        sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
      }
    }
    return sum;
  }

  /** Returns how long the last evaluation of each group took, in seconds. */
  Map<String, Double> evaluationSeconds() throws IOException, InterruptedException {
    Map<String, Double> seconds = new HashMap<>();
    Matcher matcher = GROUP.matcher(get("/metrics"));
    while (matcher.find()) {
      seconds.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
    }
    return seconds;
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
      process.onExit().join();
    }
  }
}
