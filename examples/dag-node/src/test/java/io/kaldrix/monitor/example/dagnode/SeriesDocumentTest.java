package io.kaldrix.monitor.example.dagnode;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.rule.ComparisonOperator;
import io.kaldrix.monitor.api.rule.MetricAlarm;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds what the documentation says of the monitor's own series to those of a monitor at work. */
class SeriesDocumentTest {

  private static final Set<String> OF_PROCESS = Set.of(Label.METRIC_NAME, "instance", "job");
  private static final Pattern IN_CODE = Pattern.compile("`([^`]+)`");
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * A row of the document.
   *
   * @param labels the labels that are named, those of the process left out
   * @param open whether it has others too
   * @param text what is said of it
   */
  record Row(Set<String> labels, boolean open, String text) {}

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    Row last = new Row(Set.of(), false, "");
    Page page = Page.read(Path.of("..", "..", "docs", "series.md"));
    for (String line : page.parts().get(1).lines()) {
      if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        last =
            cells[2].strip().equals("the same")
                ? new Row(last.labels(), last.open(), cells[3])
                : new Row(inCode(cells[2]), cells[2].contains("those of"), cells[3]);
        rows.put(inCode(cells[1]).iterator().next(), last);
      }
    }
    return rows;
  }

  private static Set<String> inCode(String text) {
    return IN_CODE
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static KaldrixMonitor busyMonitor(WebhookReceiver receiver) {
    MeterRegistry registry = new SimpleMeterRegistry();
    AtomicLong load = new AtomicLong();
    Gauge.builder("load", load::incrementAndGet).register(registry);
    Map<String, ?> rule = Map.of("alert", "Load", "expr", "load > 0");
    Map<String, ?> group = Map.of("name", "load", "rules", List.of(rule));
    return KaldrixMonitor.builder()
        .meterRegistry(registry)
        .instance("node-1")
        .job("test")
        .tickInterval(Duration.ofMillis(20))
        .rules(
            RuleGroup.of(
                "alarms",
                MetricAlarm.on("", "load")
                    .threshold(ComparisonOperator.GREATER_THAN, 1e12)
                    .named("LoadTooHigh")))
        .configuration(
            Map.of(
                "rules", Map.of("groups", List.of(group)),
                "remediation", List.of(Map.of("on", "Load", "action", "thread-dump")),
                "anomaly", Map.of("watch", List.of(Map.of("name", "load", "query", "load"))),
                "alerting",
                    Map.of(
                        "channels",
                        Map.of("ops", Map.of("type", "webhook", "url", receiver.url())))))
        .start();
  }

  private static List<Series> ownSeries(KaldrixMonitor monitor) {
    return monitor
        .series()
        .select(
            List.of(
                new Matcher(Label.METRIC_NAME, Matcher.Operator.MATCHES, "(kaldrix_|ALERTS).*")),
            Instant.EPOCH,
            Instant.now().plusSeconds(60));
  }

  private static Set<String> names(KaldrixMonitor monitor) {
    return ownSeries(monitor).stream()
        .map(series -> series.labels().metricName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Waits until every kind of series there is has been seen, or time is over. */
  private static void awaitAll(KaldrixMonitor monitor, Set<String> wanted)
      throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!names(monitor).containsAll(wanted) && System.nanoTime() < deadline) {
      boolean unused = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void everySeriesIsToldWithItsLabelsAndNoOther() throws IOException, InterruptedException {
    Map<String, Row> rows = rows();
    try (WebhookReceiver receiver = new WebhookReceiver(body -> {});
        KaldrixMonitor monitor = busyMonitor(receiver)) {
      awaitAll(monitor, rows.keySet());
      assertThat(names(monitor)).isEqualTo(new TreeSet<>(rows.keySet()));
      for (Series series : ownSeries(monitor)) {
        Labels labels = series.labels();
        Row row = rows.get(labels.metricName());
        Set<String> own = new TreeSet<>(labels.asMap().keySet());
        own.removeAll(OF_PROCESS);
        assertThat(own).as(labels.toString()).containsAll(row.labels());
        if (!row.open()) {
          assertThat(own).as(labels.toString()).isEqualTo(row.labels());
        }
        for (String kind : List.of("outcome", "reason")) {
          if (labels.has(kind)) {
            assertThat(inCode(row.text())).as(labels.toString()).contains(labels.value(kind));
          }
        }
      }
    }
  }
}
