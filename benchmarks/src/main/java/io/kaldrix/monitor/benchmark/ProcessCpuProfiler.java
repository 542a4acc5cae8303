package io.kaldrix.monitor.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports the processor time that the whole process took for each operation, in nanoseconds. On a
 * machine with neighbours it is steadier than the clock, and it counts what background threads do.
 * Use with {@code -prof io.kaldrix.monitor.benchmark.ProcessCpuProfiler}.
 */
public final class ProcessCpuProfiler implements InternalProfiler {

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long beforeNanos;

  /** Creates the profiler. */
  public ProcessCpuProfiler() {}

  @Override
  public String getDescription() {
    return "Processor time of the process for each operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    beforeNanos = system.getProcessCpuTime();
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public Collection<? extends Result> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    long spentNanos = system.getProcessCpuTime() - beforeNanos;
    long operations = result.getMetadata().getMeasuredOps();
    return List.of(
        new ScalarResult(
            "cpu", (double) spentNanos / Math.max(1, operations), "ns/op", AggregationPolicy.AVG));
  }
}
