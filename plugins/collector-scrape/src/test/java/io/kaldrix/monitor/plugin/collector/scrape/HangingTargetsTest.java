package io.kaldrix.monitor.plugin.collector.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.kaldrix.monitor.plugin.testkit.RealPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a whole monitor, on threads of the fence. */
class HangingTargetsTest {

  private static Map<String, ?> job(String name, String address, String path) {
    return Map.of(
        "job_name",
        name,
        "scrape_interval",
        "1m",
        "scrape_timeout",
        "1m",
        "metrics_path",
        path,
        "static_configs",
        List.of(Map.of("targets", List.of(address))));
  }

  private static List<Series> series(KaldrixMonitor monitor, String name, Instant now) {
    return monitor.series().select(List.of(Matcher.metric(name)), Instant.EPOCH, now);
  }

  @Test
  void oneThatHangsHoldsUpNeitherTheTickNorAnother() throws Exception {
    try (PageServer server = new PageServer()) {
      server.hangsOn("/hangs");
      server.shows("/metrics", "m 1\n");
      Map<String, ?> configuration =
          Map.of(
              "scrape_configs",
              List.of(
                  job("a", server.address(), "/hangs"), job("b", server.address(), "/metrics")));
      Instant now = Instant.parse("2026-01-01T00:00:00Z");
      long slowestNanos = 0;
      try (KaldrixMonitor monitor =
          KaldrixMonitor.builder().configuration(configuration).manualTicks().start()) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (series(monitor, "m", now).isEmpty() && System.nanoTime() < end) {
          now = now.plusSeconds(1);
          long begin = System.nanoTime();
          monitor.tick(now);
          slowestNanos = Math.max(slowestNanos, System.nanoTime() - begin);
          boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }

        assertThat(series(monitor, "m", now)).hasSize(1);
        assertThat(series(monitor, "up", now)).hasSize(1);
        assertThat(Duration.ofNanos(slowestNanos)).isLessThan(Duration.ofSeconds(10));
      }
    }
  }

  @Test
  void collectsThePageOfAPrometheusServer() throws Exception {
    try (RealPrometheus server = RealPrometheus.start()) {
      String address = server.uri().getAuthority();
      Instant now = Instant.parse("2026-01-01T00:00:00Z");
      try (KaldrixMonitor monitor =
          KaldrixMonitor.builder()
              .configuration(Map.of("scrape_configs", List.of(job("p", address, "/metrics"))))
              .manualTicks()
              .start()) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (series(monitor, "up", now).isEmpty() && System.nanoTime() < end) {
          now = now.plusSeconds(1);
          monitor.tick(now);
          boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }

        double scraped = series(monitor, "scrape_samples_scraped", now).get(0).samples().value(0);
        List<Series> all =
            monitor.series().select(List.of(Matcher.equal("job", "p")), Instant.EPOCH, now);
        assertThat(scraped).isGreaterThan(200);
        assertThat(all).hasSize((int) scraped + 5);
        assertThat(monitor.query().prepare("prometheus_build_info").at(now).vector().samples())
            .hasSize(1);
      }
    }
  }
}
