package io.kaldrix.monitor.benchmark;

import io.kaldrix.monitor.core.KaldrixMonitor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does a host pay for recording while the monitor runs? The same record calls into the same
 * registry, without a monitor and with one that ticks every second. Run with {@code -t 1} and
 * {@code -t 2}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecordingBenchmark {

  @Param({"bare", "monitored"})
  String host = "";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Counter counter = registry.counter("requests", "route", "/pay");
  private final Timer timer = registry.timer("latency", "route", "/pay");
  private final DistributionSummary summary = registry.summary("payload", "route", "/pay");
  private @Nullable KaldrixMonitor monitor;

  /** Creates the benchmark. */
  public RecordingBenchmark() {}

  /** Starts the monitor, if there is to be one, over some hundred further meters. */
  @Setup
  public void start() {
    for (int i = 0; i < 500; i++) {
      registry.counter("others", "number", Integer.toString(i)).increment();
    }
    if (host.equals("monitored")) {
      monitor =
          KaldrixMonitor.builder()
              .meterRegistry(registry)
              .tickInterval(Duration.ofSeconds(1))
              .start();
    }
  }

  /** Stops the monitor. */
  @TearDown
  public void stop() {
    if (monitor != null) {
      monitor.close();
    }
  }

  /** A counter counts. */
  @Benchmark
  public void counterIncrement() {
    counter.increment();
  }

  /** A timer records. */
  @Benchmark
  public void timerRecord() {
    timer.record(1_234_567, TimeUnit.NANOSECONDS);
  }

  /** A distribution summary records. */
  @Benchmark
  public void summaryRecord() {
    summary.record(42);
  }
}
