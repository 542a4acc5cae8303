package io.kaldrix.monitor.benchmark;

import fi.iki.yak.ts.compression.gorilla.GorillaCompressor;
import fi.iki.yak.ts.compression.gorilla.GorillaDecompressor;
import fi.iki.yak.ts.compression.gorilla.LongArrayInput;
import fi.iki.yak.ts.compression.gorilla.LongArrayOutput;
import fi.iki.yak.ts.compression.gorilla.Pair;
import io.kaldrix.monitor.core.series.chunk.Chunk;
import io.kaldrix.monitor.core.series.chunk.ChunkDecoder;
import io.kaldrix.monitor.core.series.chunk.ChunkEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
 * What does a block of samples cost to compress, and to read again into a sum, beside
 * compression-gorilla and beside two plain arrays, which compress nothing?
 *
 * <p>One operation is one block; divide by {@code samples}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChunkBenchmark {

  private static final int BLOCKS = 60; // a multiple of the number of kinds

  @Param({"DECIMALS", "COUNTER", "FLAT", "MANTISSA", "JITTERED", "mix"})
  String kind = "";

  @Param({"480"})
  int samples;

  private final ChunkEncoder encoder = new ChunkEncoder();
  private final ChunkDecoder decoder = new ChunkDecoder();
  private SampleBlocks blocks = SampleBlocks.of("mix", 0, 0);
  private byte[] target = {};
  private byte[][] chunks = {};
  private long[][] gorillas = {};
  private long[] timestampsMillis = {};
  private double[] values = {};
  private int block;

  /** Creates the benchmark. */
  public ChunkBenchmark() {}

  /** Compresses every block both ways, and holds that both give the samples back. */
  @Setup
  public void compress() {
    blocks = SampleBlocks.of(kind, BLOCKS, samples);
    target = new byte[Chunk.mostBytes(samples)];
    chunks = new byte[BLOCKS][];
    gorillas = new long[BLOCKS][];
    timestampsMillis = new long[samples];
    values = new double[samples];
    for (int i = 0; i < BLOCKS; i++) {
      chunks[i] = new byte[encodeChunk(i)];
      System.arraycopy(target, 0, chunks[i], 0, chunks[i].length);
      gorillas[i] = encodeGorilla(i);
      double expected = sum(blocks.timestampsMillis(i), blocks.values(i));
      if (scanChunk(i) != expected || scanGorilla(i) != expected) {
        throw new IllegalStateException("block " + i + " does not come back as it was");
      }
    }
  }

  /** Ours. */
  @Benchmark
  public int chunkEncode() {
    return encodeChunk(next());
  }

  /** The peer. */
  @Benchmark
  public long[] gorillaEncode() {
    return encodeGorilla(next());
  }

  /** The least: into two arrays, 16 bytes a sample. */
  @Benchmark
  public double[] ringEncode() {
    int now = next();
    System.arraycopy(blocks.timestampsMillis(now), 0, timestampsMillis, 0, samples);
    System.arraycopy(blocks.values(now), 0, values, 0, samples);
    return values;
  }

  /** Ours. */
  @Benchmark
  public double chunkScan() {
    return scanChunk(next());
  }

  /** The peer. */
  @Benchmark
  public double gorillaScan() {
    return scanGorilla(next());
  }

  /** The least. */
  @Benchmark
  public double ringScan() {
    int now = next();
    return sum(blocks.timestampsMillis(now), blocks.values(now));
  }

  /** Returns a table of the bytes that a sample takes, for blocks of each length given. */
  static List<String> sizes(List<Integer> lengths) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("| samples a block | kind | B a sample, ours | gorilla | arrays |");
    lines.add("|---:|---|---:|---:|---:|");
    for (int length : lengths) {
      for (String kind : SampleBlocks.KINDS) {
        ChunkBenchmark benchmark = new ChunkBenchmark();
        benchmark.kind = kind;
        benchmark.samples = length;
        benchmark.compress();
        double samples = (double) BLOCKS * length;
        lines.add(
            String.format(
                Locale.ROOT,
                "| %d | %s | %.3f | %.3f | 16 |",
                length,
                kind,
                benchmark.chunkBytes() / samples,
                benchmark.gorillaBytes() / samples));
      }
    }
    return lines;
  }

  long chunkBytes() {
    return Stream.of(chunks).mapToLong(chunk -> chunk.length).sum();
  }

  long gorillaBytes() {
    return Stream.of(gorillas).mapToLong(words -> (long) words.length * Long.BYTES).sum();
  }

  private int encodeChunk(int now) {
    return encoder.encode(blocks.timestampsMillis(now), blocks.values(now), 0, samples, target, 0);
  }

  private long[] encodeGorilla(int now) {
    long[] times = blocks.timestampsMillis(now);
    double[] numbers = blocks.values(now);
    LongArrayOutput output = new LongArrayOutput(2 * samples + 8); // never has to grow
    GorillaCompressor compressor = new GorillaCompressor(times[0], output);
    for (int i = 0; i < samples; i++) {
      compressor.addValue(times[i], numbers[i]);
    }
    compressor.close();
    return output.getLongArray();
  }

  private double scanChunk(int now) {
    byte[] chunk = chunks[now];
    decoder.decode(chunk, 0, chunk.length, timestampsMillis, values);
    return sum(timestampsMillis, values);
  }

  private double scanGorilla(int now) {
    GorillaDecompressor decompressor = new GorillaDecompressor(new LongArrayInput(gorillas[now]));
    double sum = 0;
    long times = 0;
    for (Pair pair = decompressor.readPair(); pair != null; pair = decompressor.readPair()) {
      times += pair.getTimestamp();
      sum += pair.getDoubleValue();
    }
    return sum + times;
  }

  private static double sum(long[] timestampsMillis, double[] values) {
    double sum = 0;
    long times = 0;
    for (int i = 0; i < values.length; i++) {
      times += timestampsMillis[i];
      sum += values[i];
    }
    return sum + times;
  }

  private int next() {
    int now = block;
    block = now + 1 == BLOCKS ? 0 : now + 1;
    return now;
  }
}
