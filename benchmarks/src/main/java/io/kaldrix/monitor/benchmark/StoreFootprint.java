package io.kaldrix.monitor.benchmark;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.Row;
import io.kaldrix.monitor.core.series.SeriesLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What does a store of so many series cost: bytes a series before it has samples, bytes a sample
 * once the retention is full, and time and garbage a tick? {@code java -cp target/benchmarks.jar
 * io.kaldrix.monitor.benchmark.StoreFootprint 10000 100000}.
 *
 * <p>A tick every ten seconds for two hours and then as long again. Series by turns: a counter, a
 * flat gauge, a gauge of two decimals, a gauge of all bits, a counter of seconds in nanoseconds.
 */
public final class StoreFootprint {

  private static final int TICKS = 720;
  private static final int KINDS = 5;

  private final int series;
  private final InMemorySeriesStore store;
  private final int[] slots;
  private final double[] values;
  private final Random random = new Random(1);
  private final long[] tickNanos = new long[TICKS];
  private long now;

  private StoreFootprint(int series) {
    this.series = series;
    this.slots = new int[series];
    this.values = new double[series];
    this.store =
        new InMemorySeriesStore(
            new SeriesLimits(Duration.ofHours(2), Runtime.getRuntime().maxMemory(), series));
  }

  /** Measures stores of so many series each, and writes a table to a file under {@code results}. */
  public static void main(String[] counts) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String count : counts) {
      rows.add(new StoreFootprint(Integer.parseInt(count)).row());
    }
    List<String> lines = new ArrayList<>();
    lines.add("# store footprint");
    lines.add("");
    lines.add(
        LocalDate.now(ZoneOffset.UTC)
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, JDK "
            + System.getProperty("java.version")
            + ", a tick every 10 s, retention 2 h, head 10 min");
    lines.add("");
    lines.add(
        "`java -cp target/benchmarks.jar io.kaldrix.monitor.benchmark.StoreFootprint "
            + String.join(" ", counts)
            + "`");
    lines.add("");
    lines.add(
        "| series | heap B a series without samples | of it index B as counted | heap B a sample,"
            + " all | B a sample, compressed part | publish ns a series, median | longest ms |"
            + " B allocated a series and tick |");
    lines.add("|---:|---:|---:|---:|---:|---:|---:|---:|");
    lines.addAll(rows);
    lines.forEach(System.out::println);
    String version = "jdk" + Runtime.version().feature();
    Path unused = Files.write(Path.of("results", "store-footprint-" + version + ".md"), lines);
  }

  private String row() {
    long empty = usedHeap();
    for (int i = 0; i < series; i++) {
      slots[i] = store.acquire(labels(i));
    }
    double perSeries = (usedHeap() - empty) / (double) series;
    double indexPerSeries = store.indexBytes() / (double) series;
    long withSeries = usedHeap();
    for (int tick = 0; tick < TICKS; tick++) {
      tick(tick);
    }
    double perSample = (usedHeap() - withSeries) / ((double) series * TICKS);
    long headRows = TICKS - compressedRows();
    double perCompressed =
        store.figures().historyBytes() / ((double) series * Math.max(1, TICKS - headRows));
    long before = allocated();
    for (int tick = 0; tick < TICKS; tick++) {
      tick(tick);
    }
    double garbage = (allocated() - before) / ((double) series * TICKS);
    Arrays.sort(tickNanos);
    return String.format(
        "| %d | %.0f | %.0f | %.2f | %.2f | %.1f | %.1f | %.2f |",
        series,
        perSeries,
        indexPerSeries,
        perSample,
        perCompressed,
        tickNanos[TICKS / 2] / (double) series,
        tickNanos[TICKS - 1] / 1e6,
        garbage);
  }

  /** Blocks of 64 rows have left the head, but for what its length holds back. */
  private static long compressedRows() {
    return (TICKS - 60L - 16) / 64 * 64;
  }

  private static Labels labels(int i) {
    return Labels.of(
        "__name__", "http_server_requests_seconds_" + i % 50,
        "job", "api",
        "instance", "node-" + i / 1_000 % 10,
        "uri", "/v1/resource/" + i / 50,
        "status", i % 2 == 0 ? "200" : "500");
  }

  private void tick(int tick) {
    now += 10_000;
    for (int i = 0; i < series; i++) {
      values[i] =
          switch (i % KINDS) {
            case 0 -> values[i] + random.nextInt(100);
            case 1 -> 8;
            case 2 -> Math.round(1_000 + 100 * random.nextGaussian()) / 100.0;
            case 3 -> random.nextGaussian();
            default -> values[i] + random.nextInt(1_000_000_000) / 1e9;
          };
    }
    long start = System.nanoTime();
    Row draft = store.draft();
    double[] row = draft.draftValues();
    for (int i = 0; i < series; i++) {
      row[slots[i]] = values[i];
    }
    if (!store.publish(draft, now)) {
      throw new IllegalStateException("tick " + tick + " was refused");
    }
    tickNanos[tick] = System.nanoTime() - start;
  }

  private static long allocated() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads.getCurrentThreadAllocatedBytes()
        : 0;
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
