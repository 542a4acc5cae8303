package io.kaldrix.monitor.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Two benchmarks in turn, a fork each, A B A B and so on: what the machine's neighbours do falls on
 * both, and the ratio of each pair is free of it.
 */
final class PairedRuns {

  private static final double CONFIDENCE = 0.99;

  /**
   * One of the two.
   *
   * @param method the benchmark, such as {@code RecordingBenchmark.counterIncrement}
   * @param parameters its parameters
   * @param threads how many threads run it
   */
  record Contender(String method, Map<String, String> parameters, int threads) {

    Contender with(String parameter, String value) {
      Map<String, String> more = new TreeMap<>(parameters);
      more.put(parameter, value);
      return new Contender(method, more, threads);
    }
  }

  /**
   * What an operation of one of the two costs, mean of the forks.
   *
   * @param cpuNanos processor time
   * @param allocatedBytes bytes allocated
   */
  record Cost(double cpuNanos, double allocatedBytes) {}

  /**
   * What came of it.
   *
   * @param ratio the second's processor time over the first's, mean of the pairs
   * @param error half the width of the ratio's 99 % confidence interval
   */
  record Outcome(Cost first, Cost second, double ratio, double error) {

    String row(String name, double operationsPerInvocation) {
      return String.format(
          Locale.ROOT,
          "| %s | %.1f | %.1f | %.3f ± %.3f | %.4f | %.4f |",
          name,
          first.cpuNanos() / operationsPerInvocation,
          second.cpuNanos() / operationsPerInvocation,
          ratio,
          error,
          first.allocatedBytes() / operationsPerInvocation,
          second.allocatedBytes() / operationsPerInvocation);
    }
  }

  private final int pairs;

  PairedRuns(int pairs) {
    this.pairs = pairs;
  }

  Outcome compare(Contender first, Contender second) throws RunnerException {
    SummaryStatistics ratios = new SummaryStatistics();
    List<Cost> firsts = new ArrayList<>();
    List<Cost> seconds = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      Cost a = fork(first);
      Cost b = fork(second);
      firsts.add(a);
      seconds.add(b);
      ratios.addValue(b.cpuNanos() / a.cpuNanos());
    }
    double quantile =
        new TDistribution(pairs - 1).inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
    double error = quantile * ratios.getStandardDeviation() / Math.sqrt(pairs);
    return new Outcome(mean(firsts), mean(seconds), ratios.getMean(), error);
  }

  private static Cost mean(List<Cost> costs) {
    return new Cost(
        costs.stream().mapToDouble(Cost::cpuNanos).average().orElse(Double.NaN),
        costs.stream().mapToDouble(Cost::allocatedBytes).average().orElse(Double.NaN));
  }

  private static Cost fork(Contender contender) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(contender.method().replace(".", "\\.") + "$")
            .forks(1)
            .threads(contender.threads())
            .warmupIterations(4)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(ProcessCpuProfiler.class)
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT);
    contender.parameters().forEach((name, value) -> options.param(name, value));
    List<RunResult> results = new ArrayList<>(new Runner(options.build()).run());
    if (results.size() != 1) {
      throw new IllegalStateException(contender + " names " + results.size() + " benchmarks");
    }
    return new Cost(
        secondary(results.get(0), "cpu"), secondary(results.get(0), "gc.alloc.rate.norm"));
  }

  @SuppressWarnings("rawtypes") // as JMH has it
  private static double secondary(RunResult result, String name) {
    for (Map.Entry<String, Result> entry : result.getSecondaryResults().entrySet()) {
      if (entry.getKey().endsWith(name)) {
        return entry.getValue().getScore();
      }
    }
    throw new IllegalStateException("no result " + name);
  }
}
