package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.core.series.chunk.ChunkDecoder;

/**
 * Rows that have left the head, compressed series by series; their times are kept once. Immutable;
 * may be shared between threads.
 *
 * <p>The samples of {@value #SLOTS} neighbouring slots lie in one array, one after the other: for
 * each slot nothing if it has no sample, or {@value #WHOLE} and the values if it has one in every
 * row, or {@value #GAPPED}, a bit for each row, and the values of those rows.
 */
final class HistoryBlock {

  /** How many slots share an array. */
  static final int SLOTS = 256;

  static final byte WHOLE = 0;
  static final byte GAPPED = 1;

  private final long firstRow;
  private final long[] timestampsMillis;
  private final byte[][] samples; // by slot / SLOTS
  private final int[][] ends; // by slot / SLOTS, then by slot % SLOTS
  private final long bytes;

  HistoryBlock(long firstRow, long[] timestampsMillis, byte[][] samples, int[][] ends) {
    this.firstRow = firstRow;
    this.timestampsMillis = timestampsMillis;
    this.samples = samples;
    this.ends = ends;
    long sum = 64 + 8L * timestampsMillis.length;
    for (int i = 0; i < samples.length; i++) {
      sum += 40 + samples[i].length + 4L * ends[i].length;
    }
    this.bytes = sum;
  }

  long firstRow() {
    return firstRow;
  }

  long endRow() {
    return firstRow + timestampsMillis.length;
  }

  long oldestMillis() {
    return timestampsMillis[0];
  }

  long newestMillis() {
    return timestampsMillis[timestampsMillis.length - 1];
  }

  long bytes() {
    return bytes;
  }

  /** Arrays to decode into. For one thread at a time. */
  static final class Scratch {
    private final ChunkDecoder decoder = new ChunkDecoder();
    private double[] values = new double[HistoryWriter.MOST_ROWS];
  }

  /**
   * Visits the samples in a slot from {@code fromMillis} to {@code toMillis}, both included, of
   * rows before {@code endRow}.
   */
  void read(
      int slot,
      long fromMillis,
      long toMillis,
      long endRow,
      Scratch scratch,
      RowRing.SampleVisitor visitor) {
    int slice = slot / SLOTS;
    if (slice >= samples.length || newestMillis() < fromMillis || oldestMillis() > toMillis) {
      return;
    }
    int inSlice = slot % SLOTS;
    int start = inSlice == 0 ? 0 : ends[slice][inSlice - 1];
    int end = ends[slice][inSlice];
    if (start == end) {
      return;
    }
    byte[] source = samples[slice];
    int rows = timestampsMillis.length;
    boolean whole = source[start] == WHOLE;
    int bits = start + 1;
    int count = whole ? rows : countBits(source, bits, rows);
    int at = whole ? bits : bits + bytesOfBits(rows);
    scratch.decoder.decodeValues(source, at, end, count, scratch.values);
    int next = 0;
    for (int row = 0; row < rows && firstRow + row < endRow; row++) {
      if (whole || isSet(source, bits, row)) {
        double value = scratch.values[next++];
        long millis = timestampsMillis[row];
        if (millis >= fromMillis && millis <= toMillis) {
          visitor.visit(millis, value);
        }
      }
    }
  }

  static int bytesOfBits(int rows) {
    return (rows + 7) / 8;
  }

  private static boolean isSet(byte[] source, int bits, int row) {
    return (source[bits + row / 8] & 1 << row % 8) != 0;
  }

  private static int countBits(byte[] source, int bits, int rows) {
    int count = 0;
    for (int i = 0; i < bytesOfBits(rows); i++) {
      count += Integer.bitCount(source[bits + i] & 0xff);
    }
    return count;
  }
}
