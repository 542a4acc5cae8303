package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** How a monitor begins and ends, whatever its host does. */
class LifecycleTest {

  @Test
  void closingTwiceIsClosingOnceAndWhatIsKnownStaysReadable() {
    WatchedHost host = WatchedHost.setup().start();
    host.settle();
    host.raise();
    host.close();
    host.close();
    assertThat(host.value("level")).isEqualTo(50);
    assertThat(host.monitor.alerts().firing()).hasSize(1);
    assertThat(host.monitor.anomalies().recent()).isNotEmpty();
    assertThat(host.monitor.health().report().checks()).isNotEmpty();
    assertThatIllegalStateException().isThrownBy(host::tick).withMessage("this monitor is closed");
  }

  @Test
  void aBuilderThatHasStartedDoesNotStartAgain() {
    WatchedHost.Setup setup = WatchedHost.setup();
    try (WatchedHost host = setup.start()) {
      assertThatIllegalStateException()
          .isThrownBy(setup.builder::start)
          .withMessageStartingWith("this builder has started a monitor already");
      host.tick();
      assertThat(host.value("level")).isZero();
    }
  }

  @Test
  void aHostThatNeverClosesEndsByItself(@TempDir Path directory) throws Exception {
    String path = System.getProperty("java.class.path");
    ChildJvm child = ChildJvm.run(directory, List.of("-cp", path), NeverCloses.class);
    assertThat(child.errors()).doesNotContain("Exception");
    assertThat(child.lines()).containsExactly("ticked");
    assertThat(child.exitCode()).isZero();
  }

  @Test
  void closingWaitsForTheTickUnderWay() throws Exception {
    CountDownLatch inTick = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean slow = new AtomicBoolean();
    WatchedHost host = WatchedHost.setup().start();
    Gauge.builder("slow", () -> slow.get() ? slowly(inTick, goOn) : 1).register(host.registry);
    host.settle();
    slow.set(true);
    CompletableFuture<Void> tick = CompletableFuture.runAsync(host::raise);
    assertThat(inTick.await(20, TimeUnit.SECONDS)).isTrue();
    Thread closing = new Thread(host::close, "host-closes");
    closing.start();
    WatchedHost.until("waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    goOn.countDown();
    tick.get(20, TimeUnit.SECONDS);
    closing.join(20_000);
    assertThat(closing.isAlive()).isFalse();
    assertThat(host.value("slow")).isEqualTo(2);
    assertThat(host.monitor.alerts().firing()).hasSize(1);
  }

  private static double slowly(CountDownLatch begun, CountDownLatch goOn) {
    begun.countDown();
    try {
      return goOn.await(20, TimeUnit.SECONDS) ? 2 : Double.NaN;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aListenerMayCloseTheMonitorThatTellsIt() {
    CompletableFuture<WatchedHost> started = new CompletableFuture<>();
    CompletableFuture<String> closed = new CompletableFuture<>();
    WatchedHost host =
        WatchedHost.setup()
            .listener(
                transition -> {
                  started.join().close();
                  closed.complete("closed");
                })
            .start();
    started.complete(host);
    host.raise();
    assertThat(closed.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("closed");
    assertThatIllegalStateException().isThrownBy(host::tick);
  }

  @Test
  void monitorsOverOneRegistryDoNotDisturbEachOther() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Counter hits = registry.counter("hits");
    try (KaldrixMonitor second = quick(registry).instance("second").start()) {
      try (KaldrixMonitor first = quick(registry).instance("first").start()) {
        hits.increment(5);
        untilSeen(first, "hits_total{instance=\"first\"} == 5");
        untilSeen(second, "hits_total{instance=\"second\"} == 5");
      }
      hits.increment(2);
      untilSeen(second, "hits_total{instance=\"second\"} == 7");
      assertThat(registry.getMeters()).containsExactly(hits);
    }
  }

  @Test
  void aRegistryMayCloseBeforeItsMonitor() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    registry.counter("hits").increment(5);
    try (KaldrixMonitor monitor = quick(registry).start()) {
      untilSeen(monitor, "hits_total == 5");
      registry.close();
      untilSeen(monitor, "kaldrix_ticks_total > 100");
      assertThat(monitor.health().report().checks())
          .filteredOn(check -> check.name().equals("plugin:collector"))
          .allSatisfy(check -> assertThat(check.result()).isEqualTo(HealthResult.up("works")));
    }
  }

  @Test
  void whatDetectorsLearnedSurvivesARestart(@TempDir Path directory) {
    Map<String, Object> onDisk = Map.of("type", "file", "directory", directory.toString());
    WatchedHost.Setup before = WatchedHost.setup().state(onDisk);
    try (WatchedHost host = before.start()) {
      host.settle();
    }
    try (WatchedHost host = WatchedHost.setup().state(onDisk).startingAt(before.now()).start()) {
      host.raise();
      assertThat(host.value("kaldrix_anomaly_score{watch=\"good\"}")).isGreaterThan(0.5);
    }
    try (WatchedHost forgetful = WatchedHost.setup().startingAt(before.now()).start()) {
      forgetful.raise();
      assertThat(forgetful.samples("kaldrix_anomaly_score{watch=\"good\"}"))
          .noneMatch(sample -> sample.value() > 0);
    }
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    List<Thread> before = ourThreads();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (KaldrixMonitor monitor = quick(registry).start()) {
      untilSeen(monitor, "kaldrix_compliance_findings{outcome=\"pass\"} >= 0");
      assertThat(ourThreads()).allMatch(Thread::isDaemon).hasSizeGreaterThan(before.size());
    }
    for (Thread thread : ourThreads()) {
      if (!before.contains(thread)) {
        thread.join(20_000);
      }
    }
    assertThat(ourThreads()).isSubsetOf(before);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aHostOfVirtualThreadsIsWatchedLikeAnyOther() throws Exception {
    List<Thread> before = ourThreads();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    Counter calls = registry.counter("calls");
    CompletableFuture<KaldrixMonitor> started = new CompletableFuture<>();
    startVirtual(() -> started.complete(quick(registry).start())).join(20_000);
    try (KaldrixMonitor monitor = started.get(20, TimeUnit.SECONDS)) {
      List<Thread> recording = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        recording.add(startVirtual(calls::increment));
      }
      for (Thread thread : recording) {
        thread.join(20_000);
      }
      assertThat(calls.count()).isEqualTo(10_000);
      untilSeen(monitor, "calls_total == 10000");
      startVirtual(monitor::close).join(20_000);
    }
    for (Thread thread : ourThreads()) {
      if (!before.contains(thread)) {
        thread.join(20_000);
      }
    }
    assertThat(ourThreads()).isSubsetOf(before);
  }

  /** As {@code Thread.startVirtualThread}, which JDK 17 does not have. */
  private static Thread startVirtual(Runnable work) throws ReflectiveOperationException {
    Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
    return (Thread) start.invoke(null, work);
  }

  private static KaldrixMonitor.Builder quick(SimpleMeterRegistry registry) {
    return KaldrixMonitor.builder().meterRegistry(registry).tickInterval(Duration.ofMillis(10));
  }

  private static void untilSeen(KaldrixMonitor monitor, String expression) {
    WatchedHost.until(
        expression,
        () -> !monitor.query().instant(expression, Instant.now()).vector().samples().isEmpty());
  }

  private static List<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("kaldrix-"))
        .toList();
  }
}
