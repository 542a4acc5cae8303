package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.series.Aggregate;
import io.kaldrix.monitor.core.series.chunk.Chunk;
import io.kaldrix.monitor.core.series.chunk.ChunkDecoder;
import io.kaldrix.monitor.core.series.chunk.ChunkEncoder;
import io.kaldrix.monitor.core.series.chunk.DamagedChunkException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Aggregates of one series, compressed: one byte for their number, then the columns of their
 * starts, counts, minima, maxima, sums and last values. Immutable; may be shared between threads.
 */
final class AggregateChunk {

  /** The most aggregates of a chunk. */
  static final int MOST = 16;

  private final byte[] bytes;
  private final long lastStartMillis;

  private AggregateChunk(byte[] bytes, long lastStartMillis) {
    this.bytes = bytes;
    this.lastStartMillis = lastStartMillis;
  }

  /**
   * Compresses aggregates.
   *
   * @param aggregates 1 to {@value #MOST}, in ascending order of time
   */
  static AggregateChunk of(List<Aggregate> aggregates, ChunkEncoder encoder) {
    int count = aggregates.size();
    byte[] target = new byte[1 + 6 * Chunk.mostBytes(count)];
    long[] starts = new long[count];
    double[][] columns = new double[5][count];
    for (int i = 0; i < count; i++) {
      Aggregate each = aggregates.get(i);
      starts[i] = each.startMillis();
      columns[0][i] = each.count();
      columns[1][i] = each.min();
      columns[2][i] = each.max();
      columns[3][i] = each.sum();
      columns[4][i] = each.last();
    }
    target[0] = (byte) count;
    int at = encoder.encodeTimestamps(starts, 0, count, target, 1);
    for (double[] column : columns) {
      at = encoder.encodeValues(column, 0, count, target, at);
    }
    return new AggregateChunk(Arrays.copyOf(target, at), starts[count - 1]);
  }

  /**
   * Returns the chunk in some bytes.
   *
   * @throws DamagedChunkException if they are not those of a chunk
   */
  static AggregateChunk of(byte[] bytes) {
    List<Aggregate> read = new ArrayList<>();
    read(bytes, read, new ChunkDecoder());
    return new AggregateChunk(bytes, read.get(read.size() - 1).startMillis());
  }

  long lastStartMillis() {
    return lastStartMillis;
  }

  int sizeBytes() {
    return bytes.length;
  }

  /** Returns the bytes, not to be written to. */
  byte[] bytes() {
    return bytes;
  }

  /** Adds all aggregates to {@code target}. */
  void read(List<Aggregate> target, ChunkDecoder decoder) {
    read(bytes, target, decoder);
  }

  private static void read(byte[] bytes, List<Aggregate> target, ChunkDecoder decoder) {
    int count = bytes.length == 0 ? 0 : bytes[0];
    if (count < 1 || count > MOST) {
      throw new DamagedChunkException(
          "chunk of aggregates says that it has " + count + ", must be 1 to " + MOST);
    }
    long[] starts = new long[count];
    double[][] columns = new double[5][count];
    decoder.decodeTimestamps(bytes, 1, bytes.length, count, starts);
    for (double[] column : columns) {
      decoder.decodeValues(bytes, decoder.position(), bytes.length, count, column);
    }
    for (int i = 0; i < count; i++) {
      target.add(
          new Aggregate(
              starts[i],
              (long) columns[0][i],
              columns[1][i],
              columns[2][i],
              columns[3][i],
              columns[4][i]));
    }
  }
}
