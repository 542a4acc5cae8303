package io.kaldrix.monitor.benchmark;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.meter.MeterCollector;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesLimits;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one tick cost that reads every meter into the store? Half of the meters are counters
 * (one series each), half are timers (three). Beside it: reading the same meters into an array by
 * held references, which is the least it can cost, and the text scrape of Micrometer's Prometheus
 * registry, which is what a scraped program pays.
 *
 * <p>One operation is one tick of all meters; divide by {@code meters}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CollectingTickBenchmark {

  @Param({"10000", "100000"})
  int meters;

  @Param({"simple", "prometheus"})
  String registry = "";

  private MeterRegistry meterRegistry = new SimpleMeterRegistry();
  private Counter[] counters = {};
  private Timer[] timers = {};
  private double[] values = {};
  private MeterCollector collector =
      new MeterCollector(new InMemorySeriesStore(SeriesLimits.DEFAULTS), Labels.EMPTY, 1);
  private Instant tick = Instant.EPOCH;

  /** Creates the benchmark. */
  public CollectingTickBenchmark() {}

  /** Registers the meters, and fills the store up to its retention. */
  @Setup
  public void register() {
    meterRegistry =
        registry.equals("simple")
            ? new SimpleMeterRegistry()
            : new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    counters = new Counter[meters / 2];
    timers = new Timer[meters / 2];
    values = new double[2 * meters];
    for (int i = 0; i < meters / 2; i++) {
      counters[i] = meterRegistry.counter("requests", "route", "/r" + i, "status", "200");
      timers[i] = meterRegistry.timer("latency", "route", "/r" + i, "status", "200");
      counters[i].increment(i);
      timers[i].record(i, TimeUnit.MICROSECONDS);
    }
    SeriesLimits limits = new SeriesLimits(Duration.ofMinutes(5), 1L << 30, meters);
    collector =
        new MeterCollector(new InMemorySeriesStore(limits), Labels.of("job", "bench"), meters);
    collector.watch(meterRegistry);
    for (int i = 0; i < 40; i++) {
      collectingTick();
    }
  }

  /** One tick, ten seconds after the one before. */
  @Benchmark
  public boolean collectingTick() {
    tick = tick.plusSeconds(10);
    return collector.collect(tick);
  }

  /** The least: the same numbers into an array. */
  @Benchmark
  public double[] typedReads() {
    int at = 0;
    for (Counter counter : counters) {
      values[at++] = counter.count();
    }
    for (Timer timer : timers) {
      values[at++] = timer.count();
      values[at++] = timer.totalTime(TimeUnit.SECONDS);
      values[at++] = timer.max(TimeUnit.SECONDS);
    }
    return values;
  }

  /** The peer: Micrometer's scrape; only its Prometheus registry has one. */
  @Benchmark
  public int scrape() {
    return meterRegistry instanceof PrometheusMeterRegistry prometheus
        ? prometheus.scrape().length()
        : 0;
  }
}
