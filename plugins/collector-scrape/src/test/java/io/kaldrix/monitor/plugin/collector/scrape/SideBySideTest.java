package io.kaldrix.monitor.plugin.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.kaldrix.monitor.plugin.testkit.DebianPackage;
import io.kaldrix.monitor.plugin.testkit.RealPrometheus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same {@code scrape_configs}, read by a real Prometheus server and by us: the same series. */
class SideBySideTest {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final String PAGE =
      """
      # TYPE requests_total counter
      requests_total{code="200",job="inner",path="/a"} 7
      requests_total{code="500",job="inner",exported_job="outer",path="/B"} 2
      go_info{version="go1.20"} 1
      queue_size{queue="Mail"} NaN
      queue_size{queue="fax"} -Inf
      tmp_a 1
      label_only{keep_me="x",drop_me="y"} 3
      käse
      """
          .replace("käse\n", "unicode{name=\"käse \\\"x\\\" \\\\ y\"} 1\n");

  private static final String CONFIGURATION =
      """
      scrape_configs:
        - job_name: 'kaldrix-app'
          static_configs:
            - targets: ['ADDRESS']
          metrics_path: '/metrics'
          scrape_interval: 1s

        - job_name: honored
          scrape_interval: 1s
          honor_labels: true
          static_configs:
            - targets: ['ADDRESS']
              labels:
                zone: eu
                code: mine

        - job_name: relabelled
          scrape_interval: 1s
          params:
            module: [http, other]
            'q[]': ['a b']
          static_configs:
            - targets: ['ADDRESS']
              labels: {zone: EU-West-1, __secret: s, env_tier: gold}
            - targets: ['localhost:1']
          relabel_configs:
            - source_labels: [__address__]
              regex: 'localhost:.*'
              action: drop
            - source_labels: [zone]
              target_label: zone
              action: lowercase
            - source_labels: [__address__, zone]
              separator: '@'
              regex: '([^:]+):\\d+@(.*)'
              target_label: instance
              replacement: '${2}/$1'
            - regex: 'env_(.+)'
              action: labelmap
            - regex: 'env_.+'
              action: labeldrop
            - source_labels: [__param_module]
              target_label: module
            - source_labels: [__secret]
              target_label: shown
            - target_label: __metrics_path__
              replacement: /other
            - target_label: __param_module
              replacement: tcp
            - source_labels: [zone]
              modulus: 1000003
              target_label: shard
              action: hashmod
          metric_relabel_configs:
            - source_labels: [__name__]
              regex: 'go_.*|scrape_.*'
              action: drop
            - source_labels: [__name__]
              regex: 'tmp_(.*)'
              target_label: __name__
              replacement: 'kept_$1'
            - regex: drop_me
              action: labeldrop
            - source_labels: [queue]
              target_label: queue
              action: uppercase
            - source_labels: [path, code]
              regex: '/(.+);(.+)'
              target_label: '${1}_code'
              replacement: '$2'

        - job_name: names
          scrape_interval: 1s
          static_configs:
            - targets: ['ADDRESS']
          metric_relabel_configs:
            - source_labels: [__name__]
              regex: requests_total|queue_size
              action: keep
            - regex: '__name__|job|instance|code|queue|exported_job'
              action: labelkeep

        - job_name: limited
          scrape_interval: 1s
          sample_limit: 5
          static_configs:
            - targets: ['ADDRESS']

        - job_name: failing
          scrape_interval: 1s
          metrics_path: /500
          static_configs:
            - targets: ['ADDRESS']

        - job_name: garbage
          scrape_interval: 1s
          metrics_path: /garbage
          static_configs:
            - targets: ['ADDRESS']

        - job_name: open-metrics
          scrape_interval: 1s
          metrics_path: /om
          static_configs:
            - targets: ['ADDRESS']
      """;

  private static final String OPEN_METRICS =
      """
      # TYPE foo histogram
      # UNIT foo seconds
      foo_seconds_bucket{le="0.1"} 8 # {trace_id="x"} 0.054
      foo_seconds_bucket{le="+Inf"} 17
      # EOF
      """
          .replace("# TYPE foo ", "# TYPE foo_seconds ")
          .replace("# UNIT foo ", "# UNIT foo_seconds ");

  @Test
  void givesTheSameSeriesAsPrometheus(@TempDir Path directory) throws Exception {
    try (PageServer target = new PageServer()) {
      target.shows("/metrics", PAGE);
      target.shows("/other", PAGE);
      target.shows("/garbage", "a 1\n<html>\n");
      target.on("/500", e -> PageServer.send(e, 500, PageServer.TEXT, "a 1\n"));
      target.on(
          "/om",
          e ->
              PageServer.send(e, 200, "application/openmetrics-text; version=1.0.0", OPEN_METRICS));
      String configuration = CONFIGURATION.replace("ADDRESS", target.address());

      Map<String, Double> theirs = prometheus(configuration, target);
      Map<String, Double> ours = ours(directory, configuration);

      assertThat(theirs).hasSizeGreaterThan(50);
      assertThat(ours).isEqualTo(theirs);
      assertThat(queries(target, "kaldrix-monitor")).isEqualTo(queries(target, "Prometheus/"));
    }
  }

  private static Map<String, Double> prometheus(String configuration, PageServer target)
      throws Exception {
    try (RealPrometheus server = RealPrometheus.start(configuration)) {
      await(
          () ->
              visits(target, "/metrics") >= 12
                  && Stream.of("/other", "/500", "/garbage", "/om")
                      .allMatch(path -> visits(target, path) >= 3));
      // A target's third scrape has begun, so its first is written down.
      return query(server);
    }
  }

  private static long visits(PageServer target, String path) {
    return target.requests().stream()
        .filter(request -> request.matches("Prometheus/.* " + path + "([?].*)?"))
        .count();
  }

  private static List<String> queries(PageServer target, String agent) {
    return target.requests().stream()
        .filter(request -> request.startsWith(agent))
        .map(request -> request.substring(request.indexOf(' ') + 1))
        .distinct()
        .sorted()
        .toList();
  }

  private static Map<String, Double> query(RealPrometheus server)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                DebianPackage.program("promtool", "prometheus").toString(),
                "query",
                "instant",
                server.uri().toString(),
                "{job!=\"\"}")
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    Map<String, Double> series = new TreeMap<>();
    for (String line : said.lines().filter(text -> text.contains(" => ")).toList()) {
      int arrow = line.lastIndexOf(" => ");
      String value = line.substring(arrow + 4, line.lastIndexOf(" @["));
      put(series, line.substring(0, arrow), Double.parseDouble(value.replace("Inf", "Infinity")));
    }
    return series;
  }

  /** How long a scrape takes, and whether it is the first, is another thing each time. */
  private static void put(Map<String, Double> series, String labels, double value) {
    if (!labels.startsWith("scrape_duration_seconds")
        && !labels.startsWith("scrape_series_added")) {
      series.put(labels, value);
    }
  }

  private static Map<String, Double> ours(Path directory, String configuration) throws Exception {
    Path file = Files.writeString(directory.resolve("kaldrix.yml"), configuration);
    Instant[] now = {Instant.parse("2026-01-01T00:00:00Z")};
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder().configuration(file).manualTicks().start()) {
      await(
          () -> {
            now[0] = now[0].plusSeconds(1);
            monitor.tick(now[0]);
            List<Matcher> up = List.of(Matcher.equal(Label.METRIC_NAME, "up"));
            return monitor.series().select(up, Instant.EPOCH, now[0]).size() == 8;
          });
      Map<String, Double> series = new TreeMap<>();
      for (VectorSample sample :
          monitor.query().prepare("{job!=\"\"}").at(now[0]).vector().samples()) {
        put(series, sample.labels().toString(), sample.value());
      }
      return series;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(end);
      boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
  }
}
