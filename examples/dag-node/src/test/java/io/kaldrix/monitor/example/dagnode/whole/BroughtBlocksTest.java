package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.anomaly.Anomaly;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URL;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks of configuration that teams have already, each loaded as it stands, in one monitor. */
class BroughtBlocksTest {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final Instant EXCLUDED_UNTIL = Instant.parse("2023-01-01T06:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger rate = new AtomicInteger(100);
  private KaldrixMonitor monitor;
  private Instant now = EXCLUDED_UNTIL.minusSeconds(300);

  @BeforeEach
  void start() throws Exception {
    registry.gauge("transaction.rate", rate);
    URL place = Objects.requireNonNull(getClass().getResource("blocks/kaldrix.yml"));
    monitor =
        KaldrixMonitor.builder()
            .meterRegistry(registry)
            .configuration(Path.of(place.toURI()))
            .manualTicks()
            .start();
  }

  @AfterEach
  void stop() {
    monitor.close();
  }

  private void tick() {
    now = now.plusSeconds(10);
    monitor.tick(now);
  }

  private List<Series> series(Matcher... matchers) {
    return monitor.series().select(List.of(matchers), Instant.EPOCH, now);
  }

  private void tickUntil(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is over").isLessThan(end);
      tick();
      boolean unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void whatPrometheusCollectsIsCollected() throws InterruptedException {
    tickUntil(() -> series(Matcher.metric("up")).size() == 2);

    List<String> targets = new ArrayList<>();
    for (Series up : series(Matcher.metric("up"))) {
      targets.add(up.labels().value("job") + " " + up.labels().value("instance"));
      assertThat(up.samples().value(0)).as("nobody has these names").isZero();
    }
    assertThat(targets)
        .containsExactlyInAnyOrder(
            "kaldrix-app kaldrix-service.invalid:8080",
            "kaldrix-blockchain kaldrix-blockchain.invalid:9090");
  }

  @Test
  void whatCloudWatchAlarmsOfIsAnAlert() {
    AtomicInteger cpu = new AtomicInteger();
    registry.gauge("system.cpu.usage", cpu); // 100 % is far over 80
    cpu.set(1);
    for (int i = 0; i < 90; i++) {
      tick();
    }
    assertThat(monitor.alerts().firing())
        .extracting(Alert::name)
        .containsExactly("prod-kaldrix-high-cpu");
    assertThat(monitor.alerts().firing().get(0).summary())
        .isEqualTo("High CPU utilization detected");
  }

  @Test
  void whatCloudWatchAndLookoutWatchIsWatched() {
    for (int i = 0; i < 90; i++) {
      rate.set(100 + i % 5);
      tick();
    }
    Instant learned = now;
    rate.set(5_000);
    tick();

    assertThat(firstScore("KALDRIX-TransactionRate-Sum"))
        .isAfter(EXCLUDED_UNTIL.plusSeconds(60 + 290))
        .isBefore(learned);
    assertThat(firstScore("prod-kaldrix-metrics-TransactionRate-Sum"))
        .isBefore(EXCLUDED_UNTIL.plusSeconds(60));
    assertThat(monitor.anomalies().recent())
        .extracting(Anomaly::watch)
        .contains("KALDRIX-TransactionRate-Sum", "prod-kaldrix-metrics-TransactionRate-Sum");
  }

  private Instant firstScore(String watch) {
    Series scores =
        series(Matcher.metric("kaldrix_anomaly_score"), Matcher.equal("watch", watch)).get(0);
    return Instant.ofEpochMilli(scores.samples().timestampMillis(0));
  }

  @Test
  void aRuleThatNobodyHereSeesIsNoPass() throws InterruptedException {
    tickUntil(() -> finding().isPresent());

    Finding finding = finding().orElseThrow();
    assertThat(finding.result().outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(finding.result().summary()).isEqualTo("no check on the path for ENCRYPTED_VOLUMES");
    assertThat(finding.result().evidence().get(0).content()).contains("AWS::EC2::Volume");
  }

  private Optional<Finding> finding() {
    return monitor.compliance().findings().stream()
        .filter(each -> each.check().id().equals("prod-kaldrix-encrypted-volumes"))
        .findFirst();
  }

  @Test
  void withoutTheModuleThatCollectsTheStartSaysWhatToAdd() throws Exception {
    URL place = Objects.requireNonNull(getClass().getResource("blocks/kaldrix.yml"));
    Thread here = Thread.currentThread();
    ClassLoader before = here.getContextClassLoader();
    here.setContextClassLoader(new WithoutModule(before, "collector-scrape"));
    try {
      assertThatThrownBy(
              () -> KaldrixMonitor.builder().configuration(Path.of(place.toURI())).start())
          .isInstanceOf(SettingsException.class)
          .hasMessage(
              "kaldrix.yml:3:3: scrape_configs has no engine: add kaldrix-monitor-collector-scrape"
                  + " to the class path or module path");
    } finally {
      here.setContextClassLoader(before);
    }
  }
}
