package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Threads of the host that record, as they would without a monitor. */
final class Recording {

  private static final int THREADS = 4;
  private static final int TIMES = 20_000;

  private Recording() {}

  /** Records from some threads at once; all get through, none loses a record. */
  static void undisturbed(MeterRegistry registry) throws InterruptedException {
    Counter counter = registry.counter("host.calls");
    Timer timer = registry.timer("host.time");
    DistributionSummary summary = registry.summary("host.size");
    double before = counter.count();
    CountDownLatch done = new CountDownLatch(THREADS);
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    Runnable work =
        () -> {
          for (int i = 0; i < TIMES; i++) {
            counter.increment();
            timer.record(Duration.ofNanos(i));
            summary.record(i);
          }
          done.countDown();
        };
    List<Thread> threads =
        IntStream.range(0, THREADS).mapToObj(i -> new Thread(work, "host-" + i)).toList();
    threads.forEach(thread -> thread.setUncaughtExceptionHandler((t, e) -> thrown.add(e)));
    threads.forEach(Thread::start);
    long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!done.await(1, TimeUnit.MILLISECONDS) && thrown.isEmpty()) {
      threads.forEach(thread -> assertThat(thread.getStackTrace()).noneMatch(Recording::isOurs));
      assertThat(System.nanoTime()).as("recording ends").isLessThan(endNanos);
    }
    assertThat(thrown).isEmpty();
    assertThat(counter.count() - before).isEqualTo(THREADS * TIMES);
  }

  private static boolean isOurs(StackTraceElement frame) {
    return frame.getClassName().matches("io\\.kaldrix\\.monitor\\.(api|core|anomaly|alerting).*");
  }
}
