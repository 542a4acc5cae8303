package io.kaldrix.monitor.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.plugin.testkit.DebianPackage;
import io.kaldrix.monitor.plugin.testkit.RealPrometheus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealPagesTest {

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; version=0.0.4", "application/openmetrics-text"})
  void readsThePageOfMicrometer(String contentType) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Counter.builder("orders")
        .description("All \"orders\".")
        .tag("shop", "ä\n\"")
        .register(registry)
        .increment(3);
    Timer timer = Timer.builder("http.requests").publishPercentileHistogram().register(registry);
    timer.record(Duration.ofMillis(30));
    registry.gauge("depth", Double.NaN);
    String page =
        registry.scrape(
            contentType.startsWith("text") ? contentType : contentType + "; version=1.0.0");

    Page read = Page.read(page.getBytes(StandardCharsets.UTF_8), ExpositionFormat.of(contentType));

    long lines = page.lines().filter(line -> !line.startsWith("#")).count();
    assertThat(read.samples).hasSize((int) lines).hasSizeGreaterThan(60);
    assertThat(read.samples.stream().filter(line -> line.labels().value("shop").equals("ä\n\"")))
        .singleElement()
        .extracting(Page.Line::value)
        .isEqualTo(3.0);
    assertThat(read.types.values())
        .contains(MetricType.COUNTER, MetricType.GAUGE, MetricType.HISTOGRAM);
  }

  @Test
  void readsThePageOfAPrometheusServer() throws Exception {
    try (RealPrometheus server = RealPrometheus.start()) {
      HttpResponse<InputStream> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(server.uri().resolve("/metrics"))
                      .header("Accept", ExpositionFormat.ACCEPT)
                      .build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      String contentType = answer.headers().firstValue("Content-Type").orElseThrow();

      Page page = Page.read(answer.body(), ExpositionFormat.of(contentType));

      assertThat(page.samples).hasSizeGreaterThan(200);
      assertThat(page.types)
          .containsEntry("prometheus_engine_queries", MetricType.GAUGE)
          .containsEntry("prometheus_tsdb_compaction_chunk_range_seconds", MetricType.HISTOGRAM)
          .containsEntry("go_gc_duration_seconds", MetricType.SUMMARY);
      assertThat(page.helps).hasSizeGreaterThan(100);
    }
  }

  /** What stands here is a page, whether it is right, and whether promtool says so too. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`m 1`|right",
        "`m{} 1`|right",
        "`m{a=\"b\"} 1 5`|right",
        "`m{a=\"b\",} 1`|right",
        "`m { a = \"b\" } 1`|right",
        "`m{a=\"\\\\ \\n \\\"\"} 1`|right",
        "`m NaN`|right",
        "`m +Inf`|right",
        "`m -Inf -5`|right",
        "`# x\n\n  m 1e3`|right",
        "`# TYPE m counter\n# HELP m a b\nm 1`|right",
        "`# TYPE m untyped\nm 1`|right",
        "`m`|wrong",
        "`m x`|wrong",
        "`m 0x1p3`|wrong",
        "`m 1 1.5`|wrong",
        "`m 1 2 3`|wrong",
        "`1m 1`|wrong",
        "`m{a} 1`|wrong",
        "`m{a=b} 1`|wrong",
        "`m{a=\"b} 1`|wrong",
        "`m{a=\"b\" c=\"d\"} 1`|wrong",
        "`m{,} 1`|wrong",
        "`m{a:b=\"c\"} 1`|wrong",
        "`m{__name__=\"n\"} 1`|wrong",
        "`m{a=\"b\",a=\"c\"} 1`|wrong",
        "`# TYPE m guage`|wrong",
        "`m 1 # {a=\"b\"} 1`|wrong",
      })
  void agreesWithPromtool(String page, String verdict) throws Exception {
    assertThat(ours(page)).isEqualTo(verdict);
    assertThat(promtool(page)).isEqualTo(verdict);
  }

  /** promtool asks more of a page than the server, which reads all of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "# TYPE m gauge\n# TYPE m gauge\nm 1",
        "m 1\n# TYPE m gauge",
        "m{a=\"\\d\"} 1",
        "m 1  ",
      })
  void readsWhatTheServerReadsThoughPromtoolDoesNot(String page) throws Exception {
    assertThat(ours(page)).isEqualTo("right");
    assertThat(promtool(page)).isEqualTo("wrong");
  }

  private static String ours(String page) {
    try {
      Page.text(page + "\n");
      return "right";
    } catch (ExpositionException e) {
      return "wrong";
    }
  }

  /** It ends with 1 where it cannot read a page, with 3 where it can and does not like it. */
  private static String promtool(String page) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                DebianPackage.program("promtool", "prometheus").toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (var in = process.getOutputStream()) {
      in.write((page + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    assertThat(code).as(said).isIn(0, 1, 3);
    return code == 1 ? "wrong" : "right";
  }
}
