package io.kaldrix.monitor.core.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthReport;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.plugin.testkit.InMemorySeries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthMonitorTest {

  private static final Instant T0 = Instant.ofEpochSecond(1_000);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Set<String> READINESS = Set.of(HealthCheck.READINESS);

  private final HeldFence fence = new HeldFence();
  private final InMemorySeries series = new InMemorySeries();
  private final List<CheckedHealth> further = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private Instant now = T0;

  @Test
  void knowsNothingBeforeTheFirstTick() {
    HealthMonitor monitor = monitor(check("a", () -> HealthResult.up("fine")));
    assertThat(seen(monitor, "a").result().status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(seen(monitor, "a").result().summary()).isEqualTo("not looked at yet");
    assertThat(seen(monitor, "a").checkedAt()).isEmpty();
    assertThat(fence.plugins()).isEmpty();
  }

  @Test
  void aTickStartsChecksAndWaitsForNone() {
    CountDownLatch gate = new CountDownLatch(1);
    HealthMonitor monitor =
        monitor(
            check(
                "a",
                () -> {
                  gate.await();
                  return HealthResult.up("fine");
                }));
    monitor.tick(T0); // would not come back if it waited
    assertThat(monitor.report().status()).isEqualTo(HealthStatus.UNKNOWN);
    gate.countDown();
    fence.deliver();
    assertThat(monitor.report().status()).isEqualTo(HealthStatus.UP);
    assertThat(seen(monitor, "a").result()).isEqualTo(HealthResult.up("fine"));
    assertThat(fence.plugins()).containsExactly("health-check:a");
  }

  @Test
  void aResultSaysWhenItCameAndHowLongItTook() {
    HealthMonitor monitor = monitor(check("a", () -> HealthResult.up("fine")));
    monitor.tick(T0);
    now = T0.plusMillis(300);
    nanos.addAndGet(250_000_000);
    fence.deliver();
    assertThat(seen(monitor, "a").checkedAt()).contains(T0.plusMillis(300));
    assertThat(seen(monitor, "a").took()).isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void aCheckThatThrowsIsDownAndTheOthersGoOn() {
    HealthMonitor monitor =
        monitor(
            check(
                "bad",
                () -> {
                  throw new IOException("no disk");
                }),
            check(
                "worse",
                () -> {
                  throw new StackOverflowError();
                }),
            check("good", () -> HealthResult.up("fine")));
    tickAndDeliver(monitor, T0);
    assertThat(seen(monitor, "bad").result())
        .isEqualTo(HealthResult.down("java.io.IOException: no disk"));
    assertThat(seen(monitor, "worse").result())
        .isEqualTo(HealthResult.down("java.lang.StackOverflowError"));
    assertThat(seen(monitor, "good").result().status()).isEqualTo(HealthStatus.UP);
    assertThat(monitor.report().status()).isEqualTo(HealthStatus.DOWN);
  }

  @Test
  void aCheckThatHangsIsDownAndTheOthersGoOn() {
    CountDownLatch never = new CountDownLatch(1);
    ScheduledCheck hanging =
        new ScheduledCheck(
            "hangs",
            () -> {
              never.await();
              return HealthResult.up("fine");
            },
            READINESS,
            INTERVAL,
            Duration.ofMillis(50));
    HealthMonitor monitor = monitor(hanging, check("good", () -> HealthResult.up("fine")));
    tickAndDeliver(monitor, T0);
    assertThat(seen(monitor, "hangs").result())
        .isEqualTo(HealthResult.down("not back after 50 ms"));
    assertThat(seen(monitor, "good").result().status()).isEqualTo(HealthStatus.UP);
  }

  @Test
  @SuppressWarnings("NullAway") // what a careless check does
  void aCheckThatReturnsNothingIsDown() {
    HealthMonitor monitor = monitor(check("a", () -> null));
    tickAndDeliver(monitor, T0);
    assertThat(seen(monitor, "a").result().status()).isEqualTo(HealthStatus.DOWN);
    assertThat(seen(monitor, "a").result().summary()).endsWith("the check returned no result");
  }

  @Test
  void aCheckIsStartedOnceEachInterval() {
    AtomicInteger looks = new AtomicInteger();
    HealthMonitor monitor =
        monitor(check("a", () -> HealthResult.up("look " + looks.incrementAndGet())));
    for (int seconds = 0; seconds < 90; seconds += 10) {
      tickAndDeliver(monitor, T0.plusSeconds(seconds));
    }
    assertThat(looks).hasValue(3);
    assertThat(seen(monitor, "a").result().summary()).isEqualTo("look 3");
  }

  @Test
  void aCheckIsNotStartedWhileItRuns() {
    HealthMonitor monitor = monitor(check("a", () -> HealthResult.up("fine")));
    monitor.tick(T0);
    monitor.tick(T0.plus(INTERVAL));
    assertThat(fence.plugins()).hasSize(1);
    fence.deliver();
    monitor.tick(T0.plus(INTERVAL));
    assertThat(fence.plugins()).hasSize(2);
  }

  @Test
  void whatIsOlderThanThreeIntervalsAndADeadlineIsUnknown() {
    HealthMonitor monitor = monitor(check("a", () -> HealthResult.degraded("slow")));
    tickAndDeliver(monitor, T0);
    now = T0.plusSeconds(95);
    assertThat(monitor.report().status()).isEqualTo(HealthStatus.DEGRADED);
    now = now.plusMillis(1);
    assertThat(monitor.report().status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(seen(monitor, "a").result().summary())
        .isEqualTo("the last look is 1m35s1ms old, it saw degraded: slow");
    assertThat(seen(monitor, "a").checkedAt()).contains(T0);
  }

  @Test
  void healthGoesBackInAsSeries() {
    HealthMonitor monitor =
        monitor(
            scheduled("a", Set.of("edge", "readiness"), () -> HealthResult.up("fine")),
            scheduled("b", Set.of("edge"), () -> HealthResult.degraded("slow")),
            scheduled("c", Set.of(), () -> HealthResult.down("gone")));
    monitor.tick(T0);
    nanos.addAndGet(1_500_000_000);
    fence.deliver();
    Instant t1 = T0.plusSeconds(10);
    monitor.tick(t1);
    long first = T0.toEpochMilli();
    long second = t1.toEpochMilli();
    double unknown = Double.NaN;
    assertThat(samples())
        .containsOnly(
            Map.entry("kaldrix_health_status{check=\"a\"}", both(first, unknown, second, 1)),
            Map.entry("kaldrix_health_status{check=\"b\"}", both(first, unknown, second, 0.5)),
            Map.entry("kaldrix_health_status{check=\"c\"}", both(first, unknown, second, 0)),
            Map.entry("kaldrix_health_check_duration_seconds{check=\"a\"}", one(second, 1.5)),
            Map.entry("kaldrix_health_check_duration_seconds{check=\"b\"}", one(second, 1.5)),
            Map.entry("kaldrix_health_check_duration_seconds{check=\"c\"}", one(second, 1.5)),
            Map.entry(
                "kaldrix_health_group_status{group=\"edge\"}", both(first, unknown, second, 0.5)),
            Map.entry(
                "kaldrix_health_group_status{group=\"readiness\"}",
                both(first, unknown, second, 1)),
            Map.entry("kaldrix_health_overall_status", both(first, unknown, second, 0)));
  }

  private static NavigableMap<Long, Double> one(long at, double value) {
    return new TreeMap<>(Map.of(at, value));
  }

  private static NavigableMap<Long, Double> both(long at, double a, long then, double b) {
    return new TreeMap<>(Map.of(at, a, then, b));
  }

  @Test
  void theSeriesAreDescribed() {
    monitor();
    for (String name :
        List.of(
            "kaldrix_health_status",
            "kaldrix_health_check_duration_seconds",
            "kaldrix_health_group_status",
            "kaldrix_health_overall_status")) {
      MetricMetadata described = series.metadata(name);
      assertThat(described.type()).isEqualTo(MetricType.GAUGE);
      assertThat(described.unit()).isEqualTo(name.endsWith("_seconds") ? "seconds" : "");
      assertThat(described.help()).endsWith(".");
    }
  }

  @Test
  void whatOthersLookAfterIsPartOfAllReports() {
    HealthMonitor monitor = monitor(check("m", () -> HealthResult.up("fine")));
    further.add(entry("z", READINESS, HealthResult.down("its plugin hangs")));
    further.add(entry("b", Set.of(), HealthResult.up("fine")));
    tickAndDeliver(monitor, T0);
    assertThat(monitor.report().checks())
        .extracting(CheckedHealth::name)
        .containsExactly("b", "m", "z");
    assertThat(monitor.isReady()).isFalse();
    assertThat(monitor.isAlive()).isTrue();
  }

  @Test
  void theSeriesOfWhatIsGoneEnd() {
    HealthMonitor monitor = monitor();
    further.add(entry("gone", Set.of("edge"), HealthResult.up("fine")));
    monitor.tick(T0);
    further.clear();
    monitor.tick(T0.plusSeconds(10));
    monitor.tick(T0.plusSeconds(20));
    for (String name :
        List.of(
            "kaldrix_health_status{check=\"gone\"}",
            "kaldrix_health_check_duration_seconds{check=\"gone\"}",
            "kaldrix_health_group_status{group=\"edge\"}")) {
      assertThat(samples().get(name)).hasSize(2);
      assertThat(StaleMarker.is(samples().get(name).lastEntry().getValue())).isTrue();
    }
    assertThat(samples().get("kaldrix_health_overall_status")).hasSize(3);
  }

  @Test
  void aGroupIsAsGoodAsItsWorstCheck() {
    HealthMonitor monitor =
        monitor(
            scheduled("a", Set.of("readiness"), () -> HealthResult.up("fine")),
            scheduled("b", Set.of("readiness", "liveness"), () -> HealthResult.degraded("slow")),
            scheduled("c", Set.of("edge"), () -> HealthResult.down("gone")));
    tickAndDeliver(monitor, T0);
    assertThat(monitor.report("readiness").status()).isEqualTo(HealthStatus.DEGRADED);
    assertThat(monitor.report("readiness").checks()).hasSize(2);
    assertThat(monitor.isReady()).isTrue();
    assertThat(monitor.isAlive()).isTrue();
    assertThat(monitor.report("edge").status()).isEqualTo(HealthStatus.DOWN);
    assertThat(monitor.report("nobody's"))
        .isEqualTo(new HealthReport(HealthStatus.UNKNOWN, List.of()));
  }

  @Test
  void twoChecksOfOneNameAreRefused() {
    ScheduledCheck check = check("a", () -> HealthResult.up("fine"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> monitor(check, check))
        .withMessage("two health checks are called 'a'");
  }

  @Test
  void anIntervalIsAboveZero() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new ScheduledCheck(
                    "a", () -> HealthResult.up("fine"), Set.of(), Duration.ZERO, DEADLINE))
        .withMessage("health check 'a': interval is PT0S, must be above zero");
  }

  @Test
  void closingClosesTheChecksThatHoldSomething() {
    ClosableCheck closable = new ClosableCheck();
    HealthMonitor monitor = monitor(check("a", closable), check("b", () -> HealthResult.up("")));
    monitor.close();
    assertThat(closable.closed).hasValue(1);
    assertThat(fence.plugins()).containsExactly("health-check:a");
  }

  private static final class ClosableCheck implements HealthCheck, AutoCloseable {
    private final AtomicInteger closed = new AtomicInteger();

    @Override
    public HealthResult check() {
      return HealthResult.up("fine");
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private Map<String, NavigableMap<Long, Double>> samples() {
    Map<String, NavigableMap<Long, Double>> samples = new TreeMap<>();
    for (Series each : series.all()) {
      NavigableMap<Long, Double> values = new TreeMap<>();
      for (int i = 0; i < each.samples().size(); i++) {
        values.put(each.samples().timestampMillis(i), each.samples().value(i));
      }
      samples.put(each.labels().toString(), values);
    }
    return samples;
  }

  private HealthMonitor monitor(ScheduledCheck... checks) {
    return new HealthMonitor(List.of(checks), fence, series, () -> now, () -> further, nanos::get);
  }

  private void tickAndDeliver(HealthMonitor monitor, Instant tick) {
    now = tick;
    monitor.tick(tick);
    fence.deliver();
  }

  private static ScheduledCheck check(String name, HealthCheck check) {
    return scheduled(name, READINESS, check);
  }

  private static ScheduledCheck scheduled(String name, Set<String> groups, HealthCheck check) {
    return new ScheduledCheck(name, check, groups, INTERVAL, DEADLINE);
  }

  private static CheckedHealth entry(String name, Set<String> groups, HealthResult result) {
    return new CheckedHealth(name, groups, result, Optional.of(T0), Duration.ZERO);
  }

  private static CheckedHealth seen(HealthMonitor monitor, String name) {
    return monitor.report().checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
