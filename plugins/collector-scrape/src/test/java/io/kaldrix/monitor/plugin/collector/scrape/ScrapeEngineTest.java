package io.kaldrix.monitor.plugin.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.Sample;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.plugin.testkit.InMemoryEngineContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The context's fence works on the caller's thread: what a tick begins has ended when it ends. */
class ScrapeEngineTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(10);

  private final InMemoryEngineContext context = new InMemoryEngineContext(START, TICK, List.of());
  private PageServer server;
  private int ticks;

  @BeforeEach
  void start() throws IOException {
    server = new PageServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Map<String, Object> job(Object... pairs) {
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("job_name", "app");
    job.put("scrape_interval", "10s");
    job.put("scrape_timeout", "5s");
    job.put("static_configs", List.of(Map.of("targets", List.of(server.address()))));
    for (int i = 0; i < pairs.length; i += 2) {
      job.put(pairs[i].toString(), pairs[i + 1]);
    }
    return job;
  }

  private ScrapeEngine engine(Map<?, ?>... jobs) {
    Settings settings = Settings.of(Map.of("scrape_configs", List.of(jobs)));
    ScrapeEngine engine = new ScrapeEngine(settings, context, System::nanoTime);
    settings.refuseUnknown();
    return engine;
  }

  private void tick(ScrapeEngine engine, int times) {
    for (int i = 0; i < times; i++) {
      engine.detect(START.plus(TICK.multipliedBy(ticks++)));
    }
  }

  /** Returns seconds since the start and value of each sample, {@code stale} for a marker. */
  private List<String> samples(String... labels) {
    Labels wanted = Labels.of(labels);
    List<String> samples = new ArrayList<>();
    for (Series series : context.series().all()) {
      if (series.labels().equals(wanted)) {
        for (Sample sample : series.samples().asList()) {
          long second = (sample.timestampMillis() - START.toEpochMilli()) / 1000;
          samples.add(second + " " + (sample.isStale() ? "stale" : sample.value()));
        }
      }
    }
    return samples;
  }

  private List<String> ofTarget(String name) {
    return samples("__name__", name, "job", "app", "instance", server.address());
  }

  private List<String> names() {
    return context.series().all().stream().map(each -> each.labels().metricName()).toList();
  }

  @Test
  void writesAPageDownAtTheNextTick() {
    server.shows("/metrics", "# TYPE a gauge\n# HELP a It is a.\na{x=\"1\"} 7\nb 8\n");
    try (ScrapeEngine engine = engine(job())) {
      tick(engine, 3);
    }

    assertThat(samples("__name__", "a", "job", "app", "instance", server.address(), "x", "1"))
        .containsExactly("10 7.0", "20 7.0");
    assertThat(ofTarget("b")).containsExactly("10 8.0", "20 8.0");
    assertThat(ofTarget("up")).containsExactly("10 1.0", "20 1.0");
    assertThat(ofTarget("scrape_samples_scraped")).containsExactly("10 2.0", "20 2.0");
    assertThat(ofTarget("scrape_samples_post_metric_relabeling"))
        .containsExactly("10 2.0", "20 2.0");
    assertThat(ofTarget("scrape_series_added")).containsExactly("10 2.0", "20 0.0");
    assertThat(ofTarget("scrape_duration_seconds")).hasSize(2);
    assertThat(context.series().metadata("a").type()).isEqualTo(MetricType.GAUGE);
    assertThat(context.series().metadata("a").help()).isEqualTo("It is a.");
  }

  @Test
  void eachJobHasItsOwnInterval() {
    server.shows("/metrics", "m 1\n");
    server.shows("/slow", "s 1\n");
    try (ScrapeEngine engine =
        engine(job(), job("job_name", "slow", "scrape_interval", "30s", "metrics_path", "/slow"))) {
      tick(engine, 7);
    }

    assertThat(ofTarget("m")).hasSize(6);
    assertThat(samples("__name__", "s", "job", "slow", "instance", server.address()))
        .containsExactly("10 1.0", "40 1.0");
  }

  @Test
  void aScheduleStandsOnMultiplesOfTheInterval() {
    assertThat(TargetScrape.nextOnGrid(45_000, 15_000)).isEqualTo(60_000);
    assertThat(TargetScrape.nextOnGrid(59_999, 15_000)).isEqualTo(60_000);
    assertThat(TargetScrape.nextOnGrid(-1, 15_000)).isZero();
  }

  @Test
  void endsASeriesThatThePageNoLongerHas() {
    AtomicReference<String> page = new AtomicReference<>("a 1\nb 1\n");
    server.on("/metrics", e -> PageServer.send(e, 200, PageServer.TEXT, page.get()));
    try (ScrapeEngine engine = engine(job())) {
      tick(engine, 2);
      page.set("a 2\n");
      tick(engine, 2);
    }

    assertThat(ofTarget("b")).containsExactly("10 1.0", "20 1.0", "30 stale");
    assertThat(ofTarget("a")).containsExactly("10 1.0", "20 1.0", "30 2.0");
  }

  @Test
  void endsAllSeriesOfATargetThatIsDownAndTakesThemUpAgain() {
    AtomicInteger status = new AtomicInteger(200);
    server.on("/metrics", e -> PageServer.send(e, status.get(), PageServer.TEXT, "a 1\n"));
    try (ScrapeEngine engine = engine(job())) {
      tick(engine, 1);
      status.set(500);
      tick(engine, 2);
      status.set(200);
      tick(engine, 2);
    }

    assertThat(ofTarget("up")).containsExactly("10 1.0", "20 0.0", "30 0.0", "40 1.0");
    assertThat(ofTarget("a")).containsExactly("10 1.0", "20 stale", "40 1.0");
    assertThat(ofTarget("scrape_samples_scraped"))
        .containsExactly("10 1.0", "20 0.0", "30 0.0", "40 1.0");
  }

  @Test
  void whatIsNoPageIsNoPage() {
    server.shows("/garbage", "a 1\n<html>\n");
    server.on("/cut", e -> PageServer.send(e, 200, "application/openmetrics-text", "a 1\n"));
    server.on("/moved", e -> PageServer.send(e, 404, PageServer.TEXT, "a 1\n"));
    server.on("/empty", e -> PageServer.send(e, 204, PageServer.TEXT, ""));
    server.on(
        "/packed",
        e -> {
          e.getResponseHeaders().set("Content-Encoding", "br");
          PageServer.send(e, 200, PageServer.TEXT, "a 1\n");
        });
    server.on(
        "/broken",
        e -> {
          e.sendResponseHeaders(200, 1000);
          e.getResponseBody().write("a 1\n".getBytes(StandardCharsets.UTF_8));
        });
    List<String> paths = List.of("/garbage", "/cut", "/moved", "/empty", "/packed", "/broken");
    for (String path : paths) {
      ticks = 0;
      try (ScrapeEngine engine = engine(job("job_name", path, "metrics_path", path))) {
        tick(engine, 2);
      }

      assertThat(samples("__name__", "up", "job", path, "instance", server.address()))
          .as(path)
          .containsExactly("10 0.0");
    }
    assertThat(names()).doesNotContain("a");
  }

  @Test
  void aTargetThatHangsIsDownAfterTheTimeout() {
    server.hangsOn("/metrics");
    try (ScrapeEngine engine = engine(job("scrape_timeout", "50ms"))) {
      tick(engine, 2);
    }

    assertThat(ofTarget("up")).containsExactly("10 0.0");
  }

  @Test
  void aPageThatDripsIsDownAfterTheTimeoutToo() {
    server.on(
        "/metrics",
        e -> {
          e.sendResponseHeaders(200, 0);
          OutputStream out = e.getResponseBody();
          out.write("a 1\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          new java.util.concurrent.CountDownLatch(1).await();
        });
    try (ScrapeEngine engine = engine(job("scrape_timeout", "100ms"))) {
      tick(engine, 2);
    }

    assertThat(ofTarget("up")).containsExactly("10 0.0");
    assertThat(names()).doesNotContain("a");
  }

  @Test
  void aHugePageIsBrokenOff() {
    server.shows("/metrics", "# " + "x".repeat(5_000) + "\na 1\n");
    try (ScrapeEngine engine = engine(job("body_size_limit", "4KiB"))) {
      tick(engine, 2);
    }

    assertThat(ofTarget("up")).containsExactly("10 0.0");
  }

  @Test
  void aPackedPageIsUnpackedUpToTheLimit() throws IOException {
    byte[] page = ("a 1\n# " + "x".repeat(100_000) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(page);
    }
    assertThat(packed.size()).isLessThan(4096);
    server.on(
        "/metrics",
        e -> {
          e.getResponseHeaders().set("Content-Encoding", "gzip");
          PageServer.send(e, 200, PageServer.TEXT, packed.toByteArray());
        });
    try (ScrapeEngine engine =
        engine(job("body_size_limit", "1MiB"), job("job_name", "b", "body_size_limit", "4KiB"))) {
      tick(engine, 2);
    }

    assertThat(ofTarget("a")).containsExactly("10 1.0");
    assertThat(samples("__name__", "up", "job", "b", "instance", server.address()))
        .containsExactly("10 0.0");
  }

  @Test
  void aPageWithTooManySamplesIsNoPage() {
    server.shows("/metrics", "a 1\nb 1\nc 1\n");
    try (ScrapeEngine engine =
        engine(job("sample_limit", 2), job("job_name", "b", "sample_limit", 3))) {
      tick(engine, 2);
    }

    assertThat(ofTarget("up")).containsExactly("10 0.0");
    assertThat(samples("__name__", "up", "job", "b", "instance", server.address()))
        .containsExactly("10 1.0");
  }

  @Test
  void aSampleWhoseTimeOnThePageStandsStillIsNotWrittenAgain() {
    AtomicInteger second = new AtomicInteger();
    server.on(
        "/metrics",
        e ->
            PageServer.send(
                e, 200, PageServer.TEXT, "still 1 5000\nmoves 2 " + second.incrementAndGet()));
    try (ScrapeEngine engine = engine(job(), job("job_name", "b", "honor_timestamps", false))) {
      tick(engine, 3);
    }

    assertThat(ofTarget("still")).containsExactly("10 1.0");
    assertThat(ofTarget("moves")).containsExactly("10 2.0", "20 2.0");
    assertThat(samples("__name__", "still", "job", "b", "instance", server.address()))
        .containsExactly("10 1.0", "20 1.0");
  }

  @Test
  void showsWhoItIsWhereTheTargetAsks(@TempDir Path directory) throws IOException {
    List<String> seen = new ArrayList<>();
    server.on(
        "/metrics",
        e -> {
          seen.add(String.valueOf(e.getRequestHeaders().getFirst("Authorization")));
          PageServer.send(e, 200, PageServer.TEXT, "a 1\n");
        });
    Path file = Files.writeString(directory.resolve("token"), "t-1\n");
    Map<String, ?> basic = Map.of("username", "ops", "password", "pa:ss");
    try (ScrapeEngine engine =
        engine(
            job("basic_auth", basic),
            job("job_name", "b", "authorization", Map.of("credentials_file", file)))) {
      tick(engine, 1);
      Files.writeString(file, "t-2\n");
      tick(engine, 1);
    }

    assertThat(seen)
        .containsExactly("Basic b3BzOnBhOnNz", "Bearer t-1", "Basic b3BzOnBhOnNz", "Bearer t-2");
  }

  @Test
  void credentialsDoNotGoWhereATargetSendsThem() {
    server.on(
        "/metrics",
        e -> {
          e.getResponseHeaders().set("Location", "http://" + server.address() + "/other");
          e.sendResponseHeaders(302, -1);
        });
    server.shows("/other", "a 1\n");
    Map<String, ?> token = Map.of("credentials", "t");
    try (ScrapeEngine engine = engine(job(), job("job_name", "b", "authorization", token))) {
      tick(engine, 2);
    }

    assertThat(ofTarget("up")).containsExactly("10 1.0");
    assertThat(samples("__name__", "up", "job", "b", "instance", server.address()))
        .containsExactly("10 0.0");
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertRefused(
        job("kubernetes_sd_configs", List.of()),
        "builder: scrape_configs[0].kubernetes_sd_configs is unknown, allowed: authorization,"
            + " basic_auth, body_size_limit, follow_redirects, honor_labels, honor_timestamps,"
            + " job_name, metric_relabel_configs, metrics_path, params, relabel_configs,"
            + " sample_limit, scheme, scrape_interval, scrape_timeout, static_configs");
    assertRefused(
        job("job_name", " "),
        "builder: scrape_configs[0].job_name is ' ', must be a text that is not blank");
    assertRefused(
        job("scrape_interval", "1s"),
        "builder: scrape_configs[0].scrape_timeout is '5s', must be no longer than"
            + " scrape_interval");
    assertRefused(
        job("metrics_path", "metrics"),
        "builder: scrape_configs[0].metrics_path is 'metrics', must be a path that begins with"
            + " '/'");
    assertRefused(
        job("static_configs", List.of(Map.of("targets", List.of("http://node:8080/metrics")))),
        "builder: scrape_configs[0].static_configs[0].targets is a list, must be hosts with ports"
            + " such as node-1:8080, without scheme and path");
    assertRefused(
        job("authorization", Map.of("credentials", "a", "credentials_file", "b")),
        "builder: scrape_configs[0].authorization.credentials is 'a', must be given, or else"
            + " credentials_file, and not both");
    assertRefused(
        job("relabel_configs", List.of(Map.of("target_label", "__address__", "replacement", ""))),
        "builder: scrape_configs[0].relabel_configs is a list, must be such that each target has an"
            + " address: relabel_configs leave 'http://', must be http or https and a host with or"
            + " without a port");
  }

  private void assertRefused(Map<String, ?> job, String message) {
    assertThatThrownBy(() -> engine(job).close())
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }

  @Test
  void refusesTwoJobsOfOneName() {
    assertThatThrownBy(() -> engine(job(), job()))
        .hasMessage(
            "builder: scrape_configs[1].job_name is 'app', must be a name that no other job has");
  }
}
