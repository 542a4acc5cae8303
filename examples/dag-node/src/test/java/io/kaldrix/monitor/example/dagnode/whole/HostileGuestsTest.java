package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.plugin.PluginStatus;
import io.kaldrix.monitor.api.plugin.PluginStatus.State;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.remediation.RemediationRun;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins, checks, listeners and meters that throw, hang or take no end. Each time the rest goes
 * its whole way, host threads record unhindered, and the fault is seen in health and as series.
 */
class HostileGuestsTest {

  private final Hang hang = new Hang();

  @AfterEach
  void letGo() {
    hang.close();
  }

  /** What hangs is let go when the host closes, so that a test need not wait for it. */
  private WatchedHost.Setup setup() {
    return WatchedHost.setup().lettingGo(hang);
  }

  @Test
  void pluginsThatCannotBeMadeArePassedOver(@TempDir Path jar) throws Exception {
    Path services = Files.createDirectories(jar.resolve("META-INF/services"));
    Files.write(
        services.resolve(HealthCheckProvider.class.getName()),
        List.of(Throwing.class.getName(), Hanging.class.getName(), "no.Such"));
    WatchedHost.Setup setup = setup().plugin(new Nameless());
    try (WatchedHost host = startedWith(jar, setup)) {
      assertThat(host.monitor.plugins())
          .filteredOn(plugin -> plugin.state() == State.FAILED)
          .extracting(PluginStatus::name, PluginStatus::problem)
          .containsExactlyInAnyOrder(
              tuple(Nameless.class.getName(), "java.lang.IllegalStateException: no name yet"),
              tuple(Throwing.class.getName(), "java.lang.NoClassDefFoundError: driver"),
              tuple(Hanging.class.getName(), "not back after 2000 ms"),
              tuple("no.Such", problemOf(host, "no.Such")));
      assertThat(problemOf(host, "no.Such")).contains("Provider no.Such not found");
      host.goesOn();
      String loading = "plugin:loading:";
      host.untilHealthSays(loading + Throwing.class.getName(), HealthStatus.DEGRADED);
      host.untilHealthSays(loading + Nameless.class.getName(), HealthStatus.DEGRADED);
      host.untilHealthSays(loading + Hanging.class.getName(), HealthStatus.DOWN);
      assertThat(host.calls("loading:" + Throwing.class.getName(), "threw")).isEqualTo(1);
      assertThat(host.calls("loading:" + Hanging.class.getName(), "timed_out")).isEqualTo(1);
    } finally {
      Hanging.HANG.close();
    }
  }

  private static WatchedHost startedWith(Path jar, WatchedHost.Setup setup) throws IOException {
    Thread here = Thread.currentThread();
    ClassLoader before = here.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
      here.setContextClassLoader(loader);
      return setup.start();
    } finally {
      here.setContextClassLoader(before);
    }
  }

  private static String problemOf(WatchedHost host, String plugin) {
    return host.monitor.plugins().stream()
        .filter(status -> status.name().equals(plugin))
        .findFirst()
        .orElseThrow()
        .problem();
  }

  @Test
  void aHealthCheckThatCannotBeMadeStandsThereAsDown() throws InterruptedException {
    WatchedHost.Setup setup = setup().plugin(new Unmakeable()).providedCheck("unmakeable");
    try (WatchedHost host = setup.start()) {
      host.goesOn();
      host.untilHealthSays("unmakeable", HealthStatus.DOWN);
      assertThat(host.summary("unmakeable"))
          .isEqualTo("the check could not be made: java.lang.IllegalStateException: no licence");
      assertThat(host.calls("health-check:unmakeable", "threw")).isEqualTo(1);
    }
  }

  @Test
  void aChannelThatHangsKeepsNobodyElseFromBeingTold() throws InterruptedException {
    WatchedHost.Setup setup =
        setup()
            .plugin(
                Guests.channel(
                    "stuck", notification -> hang.before(new DeliveryOutcome.Delivered(""))))
            .channel("pager", "stuck");
    try (WatchedHost host = setup.start()) {
      host.raise();
      hang.begun();
      host.goesOn();
      host.untilHealthSays("plugin:channel:pager", HealthStatus.DOWN);
      host.tick();
      assertThat(host.summary("plugin:channel:pager")).isEqualTo("hangs: not back after 1100 ms");
      assertThat(host.calls("channel:pager", "timed_out")).isEqualTo(1);
      assertThat(host.value("kaldrix_health_status{check=\"plugin:channel:pager\"}")).isZero();
      assertThat(host.value("kaldrix_notification_queue_size{channel=\"pager\"}")).isPositive();
    }
  }

  @Test
  void aChannelThatNeverDeliversFillsItsOwnQueueOnly() throws InterruptedException {
    int rules = 1_000;
    AtomicInteger attempts = new AtomicInteger();
    WatchedHost.Setup setup =
        setup()
            .plugin(
                Guests.channel(
                    "never",
                    notification -> {
                      attempts.incrementAndGet();
                      return new DeliveryOutcome.Retry("busy", Optional.of(Duration.ofHours(1)));
                    }))
            .channel("pager", "never")
            .rules(manyRules(rules));
    try (WatchedHost host = setup.start()) {
      host.flood(true);
      host.flood(false);
      host.flood(true);
      host.goesOn();
      host.tick();
      assertThat(attempts).hasPositiveValue();
      assertThat(host.value("kaldrix_notification_queue_size{channel=\"pager\"}")).isEqualTo(50);
      assertThat(host.value("kaldrix_notifications_dropped_total{channel=\"pager\"}"))
          .isGreaterThan(rules * 3 - 200);
      assertThat(host.value("kaldrix_notifications_total{channel=\"pager\",outcome=\"retried\"}"))
          .isPositive();
      assertThat(host.monitor.notifications().history()).hasSizeLessThanOrEqualTo(1_000);
    }
  }

  /** Rules that fire with the flood, less severe than the level's. */
  private static RuleGroup manyRules(int count) {
    List<Rule> rules = new ArrayList<>();
    IntStream.range(0, count)
        .forEach(
            i -> rules.add(AlertRule.when("flood > 0").severity(Severity.LOW).named("Flood" + i)));
    return new RuleGroup("flood", Optional.empty(), rules);
  }

  @Test
  void healthChecksThatHangOrThrowAnErrorAreDownAndTheOthersAreNot() throws InterruptedException {
    WatchedHost.Setup setup =
        setup()
            .healthCheck("stuck", () -> hang.before(HealthResult.up("late")))
            .healthCheck(
                "broken",
                () -> {
                  throw new NoClassDefFoundError("driver");
                })
            .healthCheck("fine", () -> HealthResult.up("fine"));
    try (WatchedHost host = setup.start()) {
      host.tick();
      hang.begun();
      host.goesOn();
      host.untilHealthSays("stuck", HealthStatus.DOWN);
      host.untilHealthSays("broken", HealthStatus.DOWN);
      host.untilHealthSays("fine", HealthStatus.UP);
      host.tick();
      assertThat(host.summary("broken")).isEqualTo("java.lang.NoClassDefFoundError: driver");
      assertThat(host.calls("health-check:stuck", "timed_out")).isEqualTo(1);
      assertThat(host.calls("health-check:broken", "threw")).isPositive();
      assertThat(host.value("kaldrix_health_status{check=\"stuck\"}")).isZero();
      assertThat(host.monitor.health().isReady()).isFalse();
    }
  }

  @Test
  void aDetectorThatThrowsIsSeenAndTheOtherWatchesGoOn() throws InterruptedException {
    WatchedHost.Setup setup =
        setup()
            .plugin(
                Guests.detector(
                    "broken",
                    value -> {
                      throw new IllegalStateException("no such matrix");
                    }))
            .watch("bad", "broken");
    try (WatchedHost host = setup.start()) {
      host.goesOn();
      host.untilHealthSays("plugin:watch:bad", HealthStatus.DEGRADED);
      host.untilHealthSays("plugin:watch:good", HealthStatus.UP);
      assertThat(host.summary("plugin:watch:bad"))
          .endsWith(
              "detector 'broken' on level failed: java.lang.IllegalStateException: no such matrix");
      assertThat(host.calls("watch:bad", "threw")).isPositive();
      assertThat(host.value("kaldrix_anomaly_failures_total{watch=\"bad\"}")).isPositive();
    }
  }

  @Test
  void aDetectorThatHangsLeavesTheOtherWatchesTheirTick() throws InterruptedException {
    WatchedHost.Setup setup =
        setup().plugin(Guests.detector("stuck", value -> hang.before(1.0))).watch("bad", "stuck");
    try (WatchedHost host = setup.start()) {
      host.tick();
      hang.begun();
      host.goesOn();
      host.untilHealthSays("plugin:watch:bad", HealthStatus.DOWN);
      assertThat(host.calls("watch:bad", "timed_out")).isEqualTo(1);
      assertThat(host.calls("watch:bad", "refused")).isPositive();
    }
  }

  @Test
  void aComplianceCheckThatHangsCannotTell() throws InterruptedException {
    WatchedHost.Setup setup = setup().plugin(Guests.check("stuck", () -> hang.before(Guests.PASS)));
    try (WatchedHost host = setup.start()) {
      host.tick();
      hang.begun();
      host.goesOn();
      host.untilHealthSays("plugin:check:stuck", HealthStatus.DOWN);
      WatchedHost.until("the check cannot tell", () -> outcome(host, "stuck").isPresent());
      host.tick();
      assertThat(outcome(host, "stuck")).contains(Outcome.CANNOT_TELL);
      assertThat(host.calls("check:stuck", "timed_out")).isEqualTo(1);
      assertThat(host.value("kaldrix_compliance_findings{outcome=\"cannot-tell\"}")).isPositive();
    }
  }

  private static Optional<Outcome> outcome(WatchedHost host, String check) {
    return host.monitor.compliance().findings().stream()
        .filter(finding -> finding.check().id().equals(check))
        .map(Finding::result)
        .map(result -> result.outcome())
        .findFirst();
  }

  @Test
  void listenersThatHangOrThrowDoNotKeepTheLastFromHearing() throws InterruptedException {
    WatchedHost.Setup setup =
        setup()
            .listener(hang::before)
            .listener(
                transition -> {
                  throw new AssertionError("not mine");
                });
    try (WatchedHost host = setup.start()) {
      host.raise();
      hang.begun();
      host.calm();
      host.goesOn();
      host.untilHealthSays("plugin:listener:0", HealthStatus.DOWN);
      host.untilHealthSays("plugin:listener:1", HealthStatus.DEGRADED);
      host.tick();
      assertThat(host.calls("listener:0", "timed_out")).isEqualTo(1);
      assertThat(host.calls("listener:0", "refused")).isPositive();
      assertThat(host.calls("listener:1", "threw")).isPositive();
    }
  }

  @Test
  void metersThatThrowCostOnlyTheirOwnSamples() throws InterruptedException {
    try (WatchedHost host = setup().start()) {
      Gauge.builder("bad.gauge", () -> fails(new IllegalStateException("gone")))
          .register(host.registry);
      FunctionCounter.builder("bad.counter", this, test -> fails(new AssertionError("gone")))
          .register(host.registry);
      host.goesOn();
      assertThat(host.value("bad_gauge")).isNaN();
      assertThat(host.samples("bad_counter_total")).isEmpty();
      assertThat(host.value("kaldrix_meter_faults_total")).isPositive();
      assertThat(host.calls("collector", "threw")).isZero();
    }
  }

  private static double fails(RuntimeException cause) {
    throw cause;
  }

  private static double fails(Error cause) {
    throw cause;
  }

  @Test
  void aGaugeThatHangsStopsCollectingAndNothingElse() throws InterruptedException {
    AtomicBoolean stuck = new AtomicBoolean();
    AlertRule collectorHangs =
        AlertRule.when("kaldrix_health_status{check=\"plugin:collector\"} == 0")
            .named("CollectorHangs");
    WatchedHost.Setup setup = setup().rules(RuleGroup.of("collector", collectorHangs));
    try (WatchedHost host = setup.start()) {
      Gauge.builder("stuck", () -> stuck.get() ? hang.before(1.0) : 1).register(host.registry);
      host.goesOn();
      stuck.set(true);
      host.tick();
      hang.begun();
      Recording.undisturbed(host.registry);
      host.untilHealthSays("plugin:collector", HealthStatus.DOWN);
      host.tick();
      host.tick();
      assertThat(host.monitor.alerts().firing())
          .extracting(alert -> alert.name())
          .containsExactly("CollectorHangs");
      assertThat(host.calls("collector", "timed_out")).isEqualTo(1);
      assertThat(host.calls("collector", "refused")).isPositive();
      stuck.set(false);
      hang.close();
      host.untilHealthSays("plugin:collector", HealthStatus.DEGRADED);
      host.goesOn();
      host.untilHealthSays("plugin:collector", HealthStatus.UP);
    }
  }

  @Test
  void anAuditTrailThatThrowsKeepsNoAlertFromBeingTold() throws InterruptedException {
    WatchedHost.Setup setup =
        setup()
            .plugin(
                Guests.auditTrail(
                    "broken",
                    event -> {
                      throw new IllegalStateException("disk is full");
                    }))
            .audit("broken");
    try (WatchedHost host = setup.start()) {
      host.goesOn();
      host.untilHealthSays("plugin:audit", HealthStatus.DEGRADED);
      host.tick();
      assertThat(host.summary("plugin:audit"))
          .isEqualTo("threw java.lang.IllegalStateException: disk is full");
      assertThat(host.calls("audit", "threw")).isPositive();
    }
  }

  @Test
  void anAuditTrailThatHangsKeepsNoAlertFromBeingTold() throws InterruptedException {
    WatchedHost.Setup setup =
        setup().plugin(Guests.auditTrail("stuck", hang::before)).audit("stuck");
    try (WatchedHost host = setup.start()) {
      host.raise();
      hang.begun();
      host.goesOn();
      host.untilHealthSays("plugin:audit", HealthStatus.DOWN);
      assertThatIllegalStateException()
          .isThrownBy(() -> host.monitor.audit().latest(10))
          .withMessage("the audit trail does not answer: an earlier call still hangs");
      host.calm();
      assertThat(host.calls("audit", "timed_out")).isEqualTo(1);
    }
  }

  @Test
  void anActionThatThrowsHasFailedAndIsNotedDown() throws InterruptedException {
    WatchedHost.Setup setup =
        setup()
            .plugin(
                Guests.action(
                    "broken",
                    trigger -> {
                      throw new IllegalStateException("no such service");
                    }))
            .remediation("LevelHigh", "broken");
    try (WatchedHost host = setup.start()) {
      host.goesOn();
      WatchedHost.until("the action ran", () -> !host.monitor.remediations().recent().isEmpty());
      host.tick();
      assertThat(host.monitor.remediations().recent())
          .extracting(RemediationRun::outcome, RemediationRun::message)
          .containsExactly(
              tuple(
                  RemediationRun.Outcome.FAILED,
                  "java.lang.IllegalStateException: no such service"));
      assertThat(host.value("kaldrix_remediation_runs_total{outcome=\"failed\"}")).isEqualTo(1);
      assertThat(host.calls("remediation:broken", "threw")).isEqualTo(1);
      host.untilHealthSays("plugin:remediation:broken", HealthStatus.DEGRADED);
    }
  }

  @Test
  void closingNamesWhatHangsAndDoesNotWaitForIt() throws InterruptedException {
    WatchedHost.Setup setup =
        setup()
            .plugin(
                Guests.channel(
                    "stuck", notification -> hang.before(new DeliveryOutcome.Delivered(""))))
            .channel("pager", "stuck")
            .plugin(Guests.check("stuck", () -> hang.before(Guests.PASS)))
            .plugin(Guests.detector("stuck", value -> hang.before(1.0)))
            .watch("bad", "stuck")
            .healthCheck("stuck", () -> hang.before(HealthResult.up("late")))
            .listener(hang::before);
    WatchedHost host = setup.start();
    host.goesOn();
    host.untilHealthSays("plugin:listener:0", HealthStatus.DOWN);
    host.untilHealthSays("plugin:channel:pager", HealthStatus.DOWN);
    host.untilHealthSays("plugin:check:stuck", HealthStatus.DOWN);
    long startNanos = System.nanoTime();
    List<String> said;
    try (CapturedLog log = CapturedLog.of(KaldrixMonitor.class)) {
      host.monitor.close();
      said = log.lines();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(12));
    assertThat(said)
        .contains(
            "closed, but plugins [channel:pager, check:stuck, health-check:stuck, listener:0,"
                + " watch:bad] do not come back and keep their daemon threads");
    Recording.undisturbed(host.registry);
  }

  @Test
  void closingDuringATickThatHangsReturnsAndSoDoesWhoTicked() throws InterruptedException {
    AtomicBoolean stuck = new AtomicBoolean();
    WatchedHost host = setup().start();
    Gauge.builder("stuck", () -> stuck.get() ? hang.before(1.0) : 1).register(host.registry);
    host.goesOn();
    stuck.set(true);
    Thread ticking = new Thread(host::tick, "host-ticks");
    ticking.start();
    hang.begun();
    long startNanos = System.nanoTime();
    host.monitor.close();
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(12));
    ticking.join(20_000);
    assertThat(ticking.isAlive()).as("whoever ticked has come back").isFalse();
  }

  /** Throws when it is made. */
  public static final class Throwing extends Unmakeable {
    /** Throws. */
    public Throwing() {
      throw new NoClassDefFoundError("driver");
    }
  }

  /** Never comes back when it is made. */
  public static final class Hanging extends Unmakeable {
    static final Hang HANG = new Hang();

    /** Hangs. */
    public Hanging() {
      HANG.before(this);
    }
  }

  /** Throws when asked what it is called. */
  private static final class Nameless extends Unmakeable {
    @Override
    public String name() {
      throw new IllegalStateException("no name yet");
    }
  }

  /** Throws when it is to make a check. */
  public static class Unmakeable implements HealthCheckProvider {
    @Override
    public String name() {
      return "unmakeable";
    }

    @Override
    public HealthCheck create(Settings settings) {
      throw new IllegalStateException("no licence");
    }
  }
}
