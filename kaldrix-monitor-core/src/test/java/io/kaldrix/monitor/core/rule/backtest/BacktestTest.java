package io.kaldrix.monitor.core.rule.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.kaldrix.monitor.core.query.script.LoadBlock;
import io.kaldrix.monitor.core.recorded.RecordedSeries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class BacktestTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final RuleGroup QUEUES =
      RuleGroup.of(
          "queues",
          AlertRule.when("queue_size > 100")
              .severity(Severity.HIGH)
              .summary("{{ $labels.job }} holds {{ $value }}")
              .named("QueueFull"),
          AlertRule.when("queue_size > 100")
              .holdFor(Duration.ofMinutes(3))
              .severity(Severity.CRITICAL)
              .named("QueueFullForLong"));

  @Test
  void whatWouldHaveFiredIsCounted() {
    SeriesReader data =
        loaded(
            "load 1m\n  queue_size{job=\"a\"} 0 200 0 200 200 200 200 0 0\n  queue_size{job=\"b\"} 0 200x7\n");
    BacktestReport report =
        Backtest.of(List.of(QUEUES))
            .withFlapWithin(Duration.ofMinutes(2))
            .run(data, Instant.EPOCH, Instant.EPOCH.plus(MINUTE.multipliedBy(8)));

    assertThat(report.ticks()).isEqualTo(9);
    RuleOutcome full = report.outcomes().get(0);
    assertThat(full.rule()).isEqualTo("QueueFull");
    assertThat(full.series()).isEqualTo(2);
    assertThat(full.firings()).isEqualTo(3);
    assertThat(full.pages()).isEqualTo(2); // a and b began together
    assertThat(full.flaps()).isEqualTo(1);
    assertThat(full.firing()).isEqualTo(MINUTE.multipliedBy(1 + 4 + 7));
    assertThat(full.longest()).isEqualTo(MINUTE.multipliedBy(7));
    assertThat(full.first()).contains(Instant.EPOCH.plus(MINUTE));
    RuleOutcome held = report.outcomes().get(1);
    assertThat(held.firings()).isEqualTo(2);
    assertThat(held.waits()).isEqualTo(1);
    assertThat(report.pages()).containsEntry(Severity.HIGH, 2).containsEntry(Severity.CRITICAL, 2);
    assertThat(report.episodes().get(0).resolvedAt())
        .contains(Instant.EPOCH.plus(Duration.ofMinutes(2)));
    assertThat(report.episodes())
        .filteredOn(episode -> episode.labels().value("job").equals("b"))
        .allMatch(episode -> episode.resolvedAt().equals(Optional.empty()));
  }

  @Test
  void isEqualToALiveMonitorWhoseTicksWereAtTheSameInstants() throws InterruptedException {
    comparesWithLive(false, Double::equals);
  }

  /** A monitor keeps windows up to date where a replay sums anew: the last digits may differ. */
  @Test
  void isEqualToTheLastDigitsButOneToALiveMonitorWhoseRulesArePlanned()
      throws InterruptedException {
    comparesWithLive(true, BacktestTest::isNear);
  }

  private static void comparesWithLive(boolean planned, BiPredicate<Double, Double> equal)
      throws InterruptedException {
    RuleGroup recording =
        RuleGroup.of(
            "load",
            new RecordingRule("job:load:mean", "avg by (job) (avg_over_time(load_ratio[5m]))"),
            AlertRule.when("job:load:mean > 0.6")
                .holdFor(Duration.ofMinutes(2))
                .label("level", "{{ if gt $value 0.7 }}high{{ else }}raised{{ end }}")
                .named("LoadHigh"),
            AlertRule.when("count(ALERTS{alertstate=\"firing\", alertname!=\"Many\"}) > 2")
                .named("Many"));
    RuleGroup slow =
        new RuleGroup(
            "slow",
            Optional.of(Duration.ofMinutes(5)),
            List.of(AlertRule.when("absent(load_ratio{job=\"c\"} > 0.2)").named("Idle")));
    BlockingQueue<AlertTransition> live = new LinkedBlockingQueue<>();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    double[] loads = new double[6];
    for (int i = 0; i < loads.length; i++) {
      int index = i;
      Gauge.builder("load.ratio", () -> loads[index])
          .tag("job", "abc".substring(i % 3, i % 3 + 1))
          .tag("node", String.valueOf(i))
          .register(registry);
    }
    Random random = new Random(42);
    Instant end = START.plus(MINUTE.multipliedBy(600));
    try (KaldrixMonitor monitor =
        KaldrixMonitor.builder()
            .meterRegistry(registry)
            .rules(recording, slow)
            .alertListener(live::add)
            .configuration(
                Map.of("series", Map.of("retention", "1d"), "rules", Map.of("compiled", planned)))
            .clock(() -> START)
            .manualTicks()
            .start()) {
      for (Instant now = START; !now.isAfter(end); now = now.plus(MINUTE)) {
        for (int i = 0; i < loads.length; i++) {
          loads[i] = Math.min(1, Math.max(0, loads[i] + 0.3 * (random.nextDouble() - 0.47)));
        }
        monitor.tick(now);
      }
      SeriesReader data = copied(monitor.series(), "load_ratio", end);

      BacktestReport report = Backtest.of(List.of(recording, slow)).run(data, START, end);

      assertThat(report.transitions()).hasSizeGreaterThan(50);
      for (AlertTransition step : report.transitions()) {
        assertThat(live.poll(10, TimeUnit.SECONDS)) // listeners hear of steps on their own thread
            .usingRecursiveComparison()
            .withEqualsForType(equal, Double.class)
            .isEqualTo(step);
      }
    }
    assertThat(live).isEmpty();
  }

  private static boolean isNear(double one, double other) {
    return Math.abs(one - other) <= 1e-12 * Math.abs(other);
  }

  @Test
  void aFailingRuleIsToldAndTheOthersGoOn() {
    SeriesReader data = loaded("load 1m\n  queue_size{job=\"a\"} 200x3\n");
    RuleGroup broken =
        RuleGroup.of(
            "broken",
            new RecordingRule("copy", "queue_size"),
            AlertRule.when(
                    "label_replace({__name__=~\"copy|queue_size\"}, \"__name__\", \"x\", \"\", \"\")")
                .named("Twice"));
    BacktestReport report =
        Backtest.of(List.of(broken, QUEUES))
            .run(data, Instant.EPOCH, Instant.EPOCH.plus(MINUTE.multipliedBy(3)));
    assertThat(report.problems()).singleElement().asString().contains("rule Twice of group broken");
    assertThat(report.outcomes().get(0).failures()).isEqualTo(4);
    assertThat(report.outcomes().get(1).firings()).isEqualTo(1);
    assertThat(report.table()).contains("problem: rule Twice of group broken");
  }

  @Test
  void whatComesLaterIsNotSeen() {
    SeriesReader data = loaded("load 1m\n  queue_size{job=\"a\"} 0 0 200\n");
    RuleGroup ahead =
        RuleGroup.of("ahead", AlertRule.when("queue_size offset -1m > 100").named("Ahead"));
    BacktestReport report =
        Backtest.of(List.of(ahead)).run(data, Instant.EPOCH, Instant.EPOCH.plus(MINUTE));
    assertThat(report.firings()).isZero();
  }

  @Test
  void progressTellsHowFarItIsAndWhatIsLeft() {
    AtomicLong nanos = new AtomicLong();
    List<BacktestProgress> told = new ArrayList<>();
    Backtest.of(List.of(QUEUES))
        .run(
            loaded("load 1m\n  queue_size{job=\"a\"} 0x9\n"),
            Instant.EPOCH,
            Instant.EPOCH.plus(MINUTE.multipliedBy(9)),
            told::add,
            () -> nanos.getAndAdd(500_000_000));
    assertThat(told).hasSizeGreaterThan(3);
    assertThat(told.get(0).share()).isEqualTo(0.2);
    assertThat(told.get(0).left()).isEqualTo(Duration.ofSeconds(4));
    BacktestProgress last = told.get(told.size() - 1);
    assertThat(last.share()).isEqualTo(1);
    assertThat(last.left()).isZero();
  }

  @Test
  void theReportIsATableAndJson() {
    BacktestReport report =
        Backtest.of(List.of(QUEUES))
            .run(
                loaded("load 1m\n  queue_size{job=\"a\"} 0 200 0\n"),
                Instant.EPOCH,
                Instant.EPOCH.plus(MINUTE.multipliedBy(2)));
    assertThat(report.table())
        .contains("QueueFull         high           1        1      1")
        .contains("1 firings, pages by severity: high 1");
    assertThat(report.json())
        .contains("\"pages\" : {\n    \"high\" : 1\n  }")
        .contains("\"resolved_at\" : \"1970-01-01T00:02:00Z\"")
        .contains("\"value\" : 200.0");
  }

  @Test
  void aTimeThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(
            () -> Backtest.of(List.of(QUEUES)).run(loaded(""), START, START.minusSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends at 2026-02-28T23:59:59Z");
  }

  private static RecordedSeries loaded(String script) {
    RecordedSeries.Builder series = new RecordedSeries.Builder();
    LoadBlock.parseAll(script).forEach(series::add);
    return series.build();
  }

  private static RecordedSeries copied(SeriesReader series, String metric, Instant end) {
    RecordedSeries.Builder copy = new RecordedSeries.Builder();
    for (Series one : series.select(List.of(Matcher.metric(metric)), START, end)) {
      Labels labels = one.labels();
      for (int i = 0; i < one.samples().size(); i++) {
        copy.add(labels, one.samples().timestampMillis(i), one.samples().value(i));
      }
    }
    return copy.build();
  }
}
