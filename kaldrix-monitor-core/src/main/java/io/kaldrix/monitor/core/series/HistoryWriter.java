package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.core.series.chunk.Chunk;
import io.kaldrix.monitor.core.series.chunk.ChunkEncoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the oldest rows of the head into a {@link HistoryBlock}, some slots at each tick, so
 * that no tick bears all of it. From the beginning to the end of a block its rows take no further
 * sample. Used under the store's lock.
 */
final class HistoryWriter {

  /** The most rows of a block: more of them compress little better and keep the head longer. */
  static final int MOST_ROWS = 64;

  /** What hears of each series as it is compressed. */
  @FunctionalInterface
  interface ColumnVisitor {
    /**
     * Takes the samples of one slot.
     *
     * @param timestampsMillis ascending; not to be kept
     * @param values as many; not to be kept
     */
    void visit(int slot, long[] timestampsMillis, double[] values, int count);
  }

  private final ChunkEncoder encoder = new ChunkEncoder();
  private final double[][] rowValues = new double[MOST_ROWS][];
  private final double[] values = new double[MOST_ROWS];
  private final long[] times = new long[MOST_ROWS];
  private final byte[] bits = new byte[HistoryBlock.bytesOfBits(MOST_ROWS)];
  private final byte[] target =
      new byte[HistoryBlock.SLOTS * (1 + bits.length + Chunk.mostBytes(MOST_ROWS))];
  private final @Nullable ColumnVisitor visitor;

  private long firstRow;
  private long[] timestampsMillis = {};
  private byte[][] samples = {};
  private int[][] ends = {};
  private int nextSlice;
  private boolean underWay;

  HistoryWriter(@Nullable ColumnVisitor visitor) {
    this.visitor = visitor;
  }

  boolean isUnderWay() {
    return underWay;
  }

  /** Returns the first row that may still take samples. */
  long endRow(RowRing rows) {
    return underWay ? firstRow + timestampsMillis.length : rows.first();
  }

  /**
   * Begins a block of the oldest rows.
   *
   * @param count how many, 1 to {@value #MOST_ROWS}
   * @param width how many slots there are
   */
  void begin(RowRing rows, int count, int width) {
    firstRow = rows.first();
    timestampsMillis = new long[count];
    for (int i = 0; i < count; i++) {
      Row row = rows.row(firstRow + i);
      timestampsMillis[i] = row.timestampMillis();
      rowValues[i] = row.draftValues();
    }
    int slices = (width + HistoryBlock.SLOTS - 1) / HistoryBlock.SLOTS;
    samples = new byte[slices][];
    ends = new int[slices][];
    nextSlice = 0;
    underWay = true;
  }

  /** Does a part of the work, so that it is done after a quarter as many steps as it has rows. */
  @Nullable HistoryBlock step() {
    int steps = Math.max(1, timestampsMillis.length / 4);
    int slices = (samples.length + steps - 1) / steps;
    for (int i = 0; i < slices && nextSlice < samples.length; i++) {
      writeSlice();
    }
    return nextSlice < samples.length ? null : finished();
  }

  /** Does all the work that is left. */
  HistoryBlock finish() {
    while (nextSlice < samples.length) {
      writeSlice();
    }
    return finished();
  }

  private HistoryBlock finished() {
    underWay = false;
    Arrays.fill(rowValues, new double[0]);
    return new HistoryBlock(firstRow, timestampsMillis, samples, ends);
  }

  private void writeSlice() {
    int[] sliceEnds = new int[HistoryBlock.SLOTS];
    int at = 0;
    for (int i = 0; i < HistoryBlock.SLOTS; i++) {
      int slot = nextSlice * HistoryBlock.SLOTS + i;
      at = slot == SlotAllocator.NOBODYS ? 0 : write(slot, at);
      sliceEnds[i] = at;
    }
    samples[nextSlice] = Arrays.copyOf(target, at);
    ends[nextSlice++] = sliceEnds;
  }

  private int write(int slot, int from) {
    int rows = timestampsMillis.length;
    int count = gather(slot, rows);
    if (count == 0) {
      return from;
    }
    if (visitor != null) {
      visitor.visit(slot, times, values, count);
    }
    int at = from;
    if (count == rows) {
      target[at++] = HistoryBlock.WHOLE;
    } else {
      target[at++] = HistoryBlock.GAPPED;
      int length = HistoryBlock.bytesOfBits(rows);
      System.arraycopy(bits, 0, target, at, length);
      at += length;
    }
    return encoder.encodeValues(values, 0, count, target, at);
  }

  private int gather(int slot, int rows) {
    Arrays.fill(bits, (byte) 0);
    int count = 0;
    for (int row = 0; row < rows; row++) {
      double[] of = rowValues[row];
      if (slot < of.length && !Row.isAbsent(of[slot])) {
        bits[row / 8] |= (byte) (1 << row % 8);
        times[count] = timestampsMillis[row];
        values[count++] = of[slot];
      }
    }
    return count;
  }
}
