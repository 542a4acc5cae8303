package io.kaldrix.monitor.benchmark.rule;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.config.RuleFiles;
import io.kaldrix.monitor.core.query.plan.PlannedQuery;
import io.kaldrix.monitor.core.query.plan.QueryPlans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * What a cycle of all rules costs in process, beside a real Prometheus with the same series and the
 * same rules in the same run: {@code java -cp target/benchmarks.jar
 * io.kaldrix.monitor.benchmark.rule.RuleCycle}.
 *
 * <p>System properties: {@code kaldrix.shared} the folder with {@code bench/prom-bench}, {@code
 * prometheus} the program, {@code services} (212 series each), {@code rules}, {@code eval}
 * Prometheus's interval, {@code rounds} and {@code roundSeconds} how often and how long Prometheus
 * is watched, {@code historySeconds}, {@code cycles} and {@code warmUp} in process, {@code alone}
 * without Prometheus.
 */
public final class RuleCycle {

  private static final int SERVICES = Integer.getInteger("services", 50);
  private static final int RULES = Integer.getInteger("rules", 1000);
  private static final int ROUNDS = Integer.getInteger("rounds", 6);
  private static final int ROUND_SECONDS = Integer.getInteger("roundSeconds", 20);
  private static final int SETTLE_SECONDS = Integer.getInteger("settleSeconds", 90);
  private static final int HISTORY_SECONDS = Integer.getInteger("historySeconds", 3700);
  private static final int CYCLES = Integer.getInteger("cycles", 60);
  private static final int WARM_UP_CYCLES = Integer.getInteger("warmUp", 400);
  private static final String EVAL = System.getProperty("eval", "1s");
  private static final Duration RETENTION = Duration.ofSeconds(HISTORY_SECONDS + 600L);

  private final Path scratch;
  private final SyntheticSeries series;
  private final List<RuleGroup> groups;
  private final List<String> lines = new ArrayList<>();

  private RuleCycle(Path scratch) throws IOException, ReflectiveOperationException {
    this.scratch = scratch;
    this.series = SyntheticSeries.load(scratch.resolve("classes"), SERVICES);
    this.groups =
        new RuleFiles(
                List.of("rules.full"),
                scratch,
                expression -> Optional.empty(),
                (rule, text) -> Optional.empty())
            .load("rules", scratch.resolve("rules.full"));
  }

  /** Measures, and writes the answer to a file under {@code results}. */
  public static void main(String[] arguments) throws Exception {
    RuleCycle cycle = new RuleCycle(prepare());
    if (Boolean.getBoolean("alone")) {
      cycle.alone();
    } else {
      cycle.beside();
    }
    cycle.write();
  }

  /** Copies what is driven, compiles it and makes the rules. */
  private static Path prepare() throws IOException, InterruptedException {
    Path bench = Path.of(System.getProperty("kaldrix.shared", "../../shared"), "bench/prom-bench");
    Path scratch = Files.createDirectories(Path.of("target"));
    scratch = Files.createTempDirectory(scratch.toAbsolutePath(), "rule-cycle");
    try (Stream<Path> files = Files.list(bench)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, scratch.resolve(file.getFileName()));
      }
    }
    Path classes = Files.createDirectories(scratch.resolve("classes"));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-nowarn",
                "-d",
                classes.toString(),
                scratch.resolve("Synth.java").toString(),
                scratch.resolve("Feeder.java").toString());
    ProcessBuilder rules =
        new ProcessBuilder(
            "python3",
            scratch.resolve("gen_rules.py").toString(),
            Integer.toString(SERVICES),
            Integer.toString(RULES),
            scratch.resolve("rules.full").toString(),
            scratch.resolve("manifest.json").toString());
    rules.environment().put("EVAL", EVAL);
    if (failed != 0 || rules.inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("the bench's files in " + bench + " do not work");
    }
    return scratch;
  }

  // ---- beside Prometheus

  private void beside() throws Exception {
    Path program = Path.of(System.getProperty("prometheus", "/usr/bin/prometheus"));
    try (PrometheusServer server =
        PrometheusServer.start(scratch, program, SERVICES, HISTORY_SECONDS)) {
      InProcess ours = inProcess(server.lastTick());
      lines.add(compareAnswers(server, ours));
      warmUp(ours);
      double baseline = cpuSecondsPerSecond(server, "groups: []\n");
      server.configure(Files.readString(scratch.resolve("rules.full")));
      Thread.sleep(1_000L * SETTLE_SECONDS); // until alerts with "for: 1m" fire
      measure(server, ours, baseline);
    }
  }

  private InProcess inProcess(long lastTick) {
    return new InProcess(
        series, groups, RETENTION, lastTick, HISTORY_SECONDS / SyntheticSeries.TICK_SECONDS);
  }

  private void warmUp(InProcess ours) {
    for (int i = 0; i < WARM_UP_CYCLES; i++) {
      ours.advance();
      ours.evaluate();
    }
  }

  private static double cpuSecondsPerSecond(PrometheusServer server, String rules)
      throws IOException, InterruptedException {
    server.configure(rules);
    Thread.sleep(5_000);
    double before = server.figure("process_cpu_seconds_total");
    long start = System.nanoTime();
    Thread.sleep(2_000L * ROUND_SECONDS);
    double seconds = (System.nanoTime() - start) / 1e9;
    return (server.figure("process_cpu_seconds_total") - before) / seconds;
  }

  private void measure(PrometheusServer server, InProcess ours, double baseline)
      throws IOException, InterruptedException {
    int kinds = groups.size();
    SummaryStatistics ratios = new SummaryStatistics();
    SummaryStatistics[] kindRatios = new SummaryStatistics[kinds];
    double[] theirKinds = new double[kinds];
    double[] ourKinds = new double[kinds];
    double theirs = 0;
    double mine = 0;
    long allocated = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] wall = new double[kinds];
      double cpuBefore = server.figure("process_cpu_seconds_total");
      double rulesBefore = server.figure("prometheus_rule_evaluations_total");
      long start = System.nanoTime();
      for (int second = 0; second < ROUND_SECONDS; second++) {
        Thread.sleep(1_000);
        Map<String, Double> last = server.evaluationSeconds();
        for (int i = 0; i < kinds; i++) {
          wall[i] += last.getOrDefault(groups.get(i).name(), Double.NaN) / ROUND_SECONDS;
        }
      }
      double elapsed = (System.nanoTime() - start) / 1e9;
      double cpu = server.figure("process_cpu_seconds_total") - cpuBefore - baseline * elapsed;
      double cycles = (server.figure("prometheus_rule_evaluations_total") - rulesBefore) / RULES;
      double theirNanos = cpu / cycles * 1e9;
      double[] nanos = new double[kinds];
      allocated += cycles(ours, nanos);
      double ourNanos = sum(nanos);
      ratios.addValue(theirNanos / ourNanos);
      theirs += theirNanos / ROUNDS;
      mine += ourNanos / ROUNDS;
      for (int i = 0; i < kinds; i++) {
        double their = theirNanos * wall[i] / sum(wall); // CPU is told of the process as a whole
        theirKinds[i] += their / ROUNDS;
        ourKinds[i] += nanos[i] / ROUNDS;
        kindRatios[i] = kindRatios[i] == null ? new SummaryStatistics() : kindRatios[i];
        kindRatios[i].addValue(their / nanos[i]);
      }
    }
    lines.add("");
    lines.add("| kind | Prometheus: CPU µs a rule | in process: CPU µs a rule | ratio |");
    lines.add("|---|---:|---:|---:|");
    for (int i = 0; i < kinds; i++) {
      int rules = groups.get(i).rules().size();
      lines.add(row(groups.get(i).name(), theirKinds[i], ourKinds[i], rules, kindRatios[i]));
    }
    lines.add(row("all", theirs, mine, RULES, ratios));
    lines.add("");
    lines.add(
        "A cycle: %.1f ms beside %.3f ms of CPU; %d bytes allocated a cycle in process."
            .formatted(theirs / 1e6, mine / 1e6, allocated / ROUNDS));
    lines.add(expressions(ours));
    lines.add(memory(ours));
    lines.add(
        "Prometheus: %.0f series in the head, %.0f MB resident, %.0f MB of heap in use."
            .formatted(
                server.figure("prometheus_tsdb_head_series"),
                server.figure("process_resident_memory_bytes") / 1e6,
                server.figure("go_memstats_heap_inuse_bytes") / 1e6));
  }

  private static String row(
      String name, double theirs, double ours, int rules, SummaryStatistics ratios) {
    return "| %s (%d) | %.1f | %.3f | %.0f ± %.0f |"
        .formatted(
            name, rules, theirs / 1e3 / rules, ours / 1e3 / rules, ratios.getMean(), error(ratios));
  }

  private static double error(SummaryStatistics ratios) {
    long n = ratios.getN();
    return n < 2
        ? Double.NaN
        : new TDistribution(n - 1).inverseCumulativeProbability(0.995)
            * ratios.getStandardDeviation()
            / Math.sqrt((double) n);
  }

  /** Runs cycles; adds the mean cost of each kind, returns the bytes of a cycle. */
  private long cycles(InProcess ours, double[] nanos) {
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < CYCLES; i++) {
      ours.advance();
      InProcess.Cycle cycle = ours.evaluate();
      allocated = Math.min(allocated, cycle.allocatedBytes());
      for (int kind = 0; kind < nanos.length; kind++) {
        nanos[kind] += (double) cycle.cpuNanos(kind) / CYCLES;
      }
    }
    return allocated;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  // ---- the same answers

  /** Alert expressions once as they are, once without the threshold that hides most values. */
  private Set<String> questions() {
    Set<String> questions = new LinkedHashSet<>();
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        if (rule instanceof RecordingRule recording) {
          questions.add(recording.expression());
        } else if (rule instanceof AlertRule alert) {
          questions.add(alert.expression());
          if (!alert.expression().contains(" and ")) {
            questions.add(alert.expression().replaceFirst(" [<>] -?[0-9.e]+$", ""));
          }
        }
      }
    }
    return questions;
  }

  private String compareAnswers(PrometheusServer server, InProcess ours) throws Exception {
    Instant at = ours.now();
    long values = 0;
    double worst = 0;
    List<String> different = new ArrayList<>();
    for (String question : questions()) {
      Map<Labels, Double> planned = new HashMap<>();
      PlannedQuery query = ours.plans().prepare(question);
      query.evaluate(at, planned::put);
      Map<Labels, Double> expected = server.query(question, at);
      if (!planned.keySet().equals(expected.keySet())) {
        different.add(question);
        continue;
      }
      for (Map.Entry<Labels, Double> element : expected.entrySet()) {
        double a = element.getValue();
        double b = planned.getOrDefault(element.getKey(), Double.NaN);
        double scale = Math.max(Math.abs(a), Math.abs(b));
        worst = a == b || scale == 0 ? worst : Math.max(worst, Math.abs(a - b) / scale);
        values++;
      }
    }
    if (!different.isEmpty()) {
      throw new IllegalStateException(
          different.size() + " answers differ, the first to " + different.get(0));
    }
    return "Answers compared: %d values of %d expressions, worst relative difference %.1e."
        .formatted(values, questions().size(), worst);
  }

  // ---- alone

  private void alone() {
    long now = Instant.now().getEpochSecond() / SyntheticSeries.TICK_SECONDS;
    InProcess ours = inProcess(now - 100_000);
    warmUp(ours);
    double[] nanos = new double[groups.size()];
    long allocated = cycles(ours, nanos);
    lines.add("| kind | CPU µs a rule |");
    lines.add("|---|---:|");
    for (int i = 0; i < nanos.length; i++) {
      int rules = groups.get(i).rules().size();
      lines.add(
          "| %s (%d) | %.3f |".formatted(groups.get(i).name(), rules, nanos[i] / 1e3 / rules));
    }
    lines.add("");
    lines.add(
        "A cycle: %.3f ms of CPU, %d bytes allocated.".formatted(sum(nanos) / 1e6, allocated));
    lines.add(expressions(ours));
    lines.add(memory(ours));
  }

  /** Returns what the expressions alone cost, without alerts and what they write. */
  private String expressions(InProcess ours) {
    List<PlannedQuery> queries = new ArrayList<>();
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        queries.add(
            ours.plans()
                .prepare(
                    rule instanceof RecordingRule recording
                        ? recording.expression()
                        : ((AlertRule) rule).expression()));
      }
    }
    long nanos = 0;
    long allocated = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UP_CYCLES + CYCLES; i++) {
      ours.advance();
      InProcess.Cycle cycle = ours.evaluate(queries);
      nanos += i < WARM_UP_CYCLES ? 0 : cycle.totalNanos();
      allocated = Math.min(allocated, cycle.allocatedBytes());
    }
    double seconds = nanos / 1e9 / CYCLES;
    return "Expressions alone: %.3f ms of CPU a cycle, %.1f M rule-series/s a core, %d bytes allocated."
        .formatted(seconds * 1e3, ruleSeries() / seconds / 1e6, allocated);
  }

  /** Returns how many series all rules touch in a cycle, as the bench's manifest says. */
  private double ruleSeries() {
    try {
      Matcher kind =
          Pattern.compile("\"rules\": ([0-9]+),\\s*\"series_per_rule\": ([0-9]+)")
              .matcher(Files.readString(scratch.resolve("manifest.json")));
      double sum = 0;
      while (kind.find()) {
        sum += Double.parseDouble(kind.group(1)) * Double.parseDouble(kind.group(2));
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String memory(InProcess ours) {
    Runtime.getRuntime().gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    int count = series.labels().size();
    long samples = (long) count * (HISTORY_SECONDS / SyntheticSeries.TICK_SECONDS);
    return ("In process: %d series, %.0f MB of heap in use, %.0f bytes a series, of which samples"
            + " %.2f bytes each and the index %.0f bytes a series; plans %d compiled, %d partly, %d"
            + " interpreted.")
        .formatted(
            count,
            used / 1e6,
            (double) used / count,
            (double) ours.store().figures().bytes() / samples,
            (double) ours.store().indexBytes() / count,
            ours.plans().count(QueryPlans.Path.COMPILED),
            ours.plans().count(QueryPlans.Path.PARTLY),
            ours.plans().count(QueryPlans.Path.INTERPRETED));
  }

  private void write() throws IOException {
    String name =
        "rules-%s%d-%d%s"
            .formatted(
                Boolean.getBoolean("alone") ? "alone-" : "",
                series.labels().size(),
                RULES,
                Boolean.getBoolean("alone") ? "" : "-" + EVAL);
    List<String> all = new ArrayList<>();
    all.add("# " + name);
    all.add("");
    all.add(
        "%s, %d cores, %s %s, JDK %s; %d series, %d rules, %d s of history%s."
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                series.labels().size(),
                RULES,
                HISTORY_SECONDS,
                Boolean.getBoolean("alone")
                    ? ""
                    : "; %d rounds of %d s and %d cycles in turn, errors at 99 %%"
                        .formatted(ROUNDS, ROUND_SECONDS, CYCLES)));
    all.add("");
    all.addAll(lines);
    Path directory = Files.createDirectories(Path.of("results"));
    Files.write(directory.resolve(name + "-jdk" + Runtime.version().feature() + ".md"), all);
    all.forEach(System.out::println);
  }
}
