package io.kaldrix.monitor.benchmark;

import io.kaldrix.monitor.benchmark.PairedRuns.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The questions whose answers are ratios, each asked in pairs of forks and written down as a table:
 * {@code java -cp target/benchmarks.jar io.kaldrix.monitor.benchmark.Comparisons recording tick}.
 */
public final class Comparisons {

  private static final int PAIRS = Integer.getInteger("pairs", 5);

  private final PairedRuns runs = new PairedRuns(PAIRS);

  private Comparisons() {}

  /** Asks the questions named, and writes the answers to files under {@code results}. */
  public static void main(String[] questions) throws IOException, RunnerException {
    Comparisons comparisons = new Comparisons();
    for (String question : questions) {
      switch (question) {
        case "recording" -> comparisons.recording();
        case "tick" -> comparisons.tick();
        case "chunk" -> comparisons.chunk();
        default ->
            throw new IllegalArgumentException(
                "question is '" + question + "', must be recording, tick or chunk");
      }
    }
  }

  /** Record calls without a monitor and with one. */
  private void recording() throws IOException, RunnerException {
    List<String> lines = new ArrayList<>();
    for (int threads = 1; threads <= 2; threads++) {
      for (String method : List.of("counterIncrement", "timerRecord", "summaryRecord")) {
        Contender call = new Contender("RecordingBenchmark." + method, Map.of(), threads);
        PairedRuns.Outcome outcome =
            runs.compare(call.with("host", "bare"), call.with("host", "monitored"));
        lines.add(outcome.row(method + ", threads " + threads, 1));
      }
    }
    write("recording", "bare", "monitored", "a call", lines);
  }

  /** A tick beside the least it can cost, and beside a scrape. */
  private void tick() throws IOException, RunnerException {
    List<String> lines = new ArrayList<>();
    for (String registry : List.of("simple", "prometheus")) {
      for (int meters : List.of(10_000, 100_000)) {
        Map<String, String> parameters =
            Map.of("registry", registry, "meters", Integer.toString(meters));
        Contender ours = new Contender("CollectingTickBenchmark.collectingTick", parameters, 1);
        Contender least = new Contender("CollectingTickBenchmark.typedReads", parameters, 1);
        String of = registry + ", " + meters + " meters: ";
        lines.add(runs.compare(least, ours).row(of + "typed reads, tick", meters));
        if (registry.equals("prometheus")) {
          Contender scrape = new Contender("CollectingTickBenchmark.scrape", parameters, 1);
          lines.add(runs.compare(ours, scrape).row(of + "tick, scrape", meters));
        }
      }
    }
    write("tick", "first", "second", "a meter", lines);
  }

  /** Compressing and reading samples beside compression-gorilla, and the mix beside two arrays. */
  private void chunk() throws IOException, RunnerException {
    int samples = 480;
    List<String> lines = new ArrayList<>();
    for (String work : List.of("Encode", "Scan")) {
      for (String kind : SampleBlocks.KINDS) {
        Contender ours = chunkContender("chunk" + work, kind, samples);
        Contender gorilla = chunkContender("gorilla" + work, kind, samples);
        String row = work.toLowerCase(Locale.ROOT) + " " + kind + ": ours, gorilla";
        lines.add(runs.compare(ours, gorilla).row(row, samples));
      }
      Contender ring = chunkContender("ring" + work, "mix", samples);
      Contender ours = chunkContender("chunk" + work, "mix", samples);
      String row = work.toLowerCase(Locale.ROOT) + " mix: arrays, ours";
      lines.add(runs.compare(ring, ours).row(row, samples));
    }
    lines.addAll(ChunkBenchmark.sizes(List.of(120, samples)));
    write("chunk", "first", "second", "a sample", lines);
  }

  private static Contender chunkContender(String method, String kind, int samples) {
    Map<String, String> parameters = Map.of("kind", kind, "samples", Integer.toString(samples));
    return new Contender("ChunkBenchmark." + method, parameters, 1);
  }

  private static void write(
      String question, String first, String second, String unit, List<String> rows)
      throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# " + question);
    lines.add("");
    lines.add(
        LocalDate.now(ZoneOffset.UTC)
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", JDK "
            + System.getProperty("java.version")
            + ", "
            + PAIRS
            + " pairs of forks in turn, errors at 99 %.");
    lines.add("");
    lines.add(
        "`java -cp target/benchmarks.jar " + Comparisons.class.getName() + " " + question + "`");
    lines.add("");
    lines.add(
        "| %s and %s | %s: CPU ns %s | %s: CPU ns %s | second / first | B %s, first | second |"
            .formatted(first, second, first, unit, second, unit, unit));
    lines.add("|---|---:|---:|---:|---:|---:|");
    lines.addAll(rows);
    Path directory = Files.createDirectories(Path.of("results"));
    String jdk = "jdk" + Runtime.version().feature();
    Files.write(directory.resolve(question + "-" + jdk + ".md"), lines);
    lines.forEach(System.out::println);
  }
}
