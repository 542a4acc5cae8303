package io.kaldrix.monitor.core.series.chunk;

import io.kaldrix.monitor.core.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Chunks: decoded, and what was decoded encoded and decoded again. */
public final class ChunkFuzz {

  private ChunkFuzz() {}

  /** Returns how chunks are tried. */
  public static List<FuzzTarget> targets() {
    List<byte[]> words =
        List.of(
            new byte[] {0}, new byte[] {-1}, new byte[] {127}, new byte[] {-128, 1}, new byte[10]);
    return List.of(new FuzzTarget("chunk", seeds(), words, ChunkFuzz::read));
  }

  private static List<byte[]> seeds() {
    Random random = new Random(1);
    List<byte[]> seeds = new ArrayList<>();
    for (int kind = 0; kind < 6; kind++) {
      int count = 1 + random.nextInt(kind == 0 ? 1 : 200);
      long[] times = new long[count];
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        times[i] = 1_700_000_000_000L + i * 10_000L + (kind == 4 ? random.nextInt(500) : 0);
        values[i] =
            switch (kind) {
              case 1 -> 7;
              case 2 -> i * 3L;
              case 3 -> Math.round(random.nextGaussian() * 100) / 100.0;
              case 5 -> i % 9 == 0 ? Double.NaN : random.nextDouble();
              default -> random.nextInt(1_000);
            };
      }
      Chunk chunk = new ChunkEncoder().encode(times, values, count);
      byte[] bytes = new byte[chunk.sizeBytes()];
      chunk.copyTo(bytes, 0);
      seeds.add(bytes);
    }
    return seeds;
  }

  private static String read(byte[] bytes) {
    long[] times = new long[Chunk.MOST_SAMPLES];
    double[] values = new double[Chunk.MOST_SAMPLES];
    int count;
    try {
      count = new ChunkDecoder().decode(bytes, 0, bytes.length, times, values);
    } catch (DamagedChunkException e) {
      return String.valueOf(e.getMessage());
    }
    for (int i = 1; i < count; i++) {
      if (times[i] <= times[i - 1]) {
        return "times do not ascend"; // no encoder wrote it, and the decoder may not notice
      }
    }
    Chunk again = new ChunkEncoder().encode(times, values, count);
    long[] sameTimes = new long[Chunk.MOST_SAMPLES];
    double[] sameValues = new double[Chunk.MOST_SAMPLES];
    new ChunkDecoder().decode(again, sameTimes, sameValues);
    for (int i = 0; i < count; i++) {
      long before = Double.doubleToRawLongBits(values[i]);
      if (before != Double.doubleToRawLongBits(sameValues[i])) {
        throw new AssertionError("value " + i + " was " + values[i] + ", is " + sameValues[i]);
      }
    }
    if (!Arrays.equals(times, 0, count, sameTimes, 0, count)) {
      throw new AssertionError("times differ after encoding again");
    }
    return "";
  }
}
