package io.kaldrix.monitor.core.series.chunk;

import java.util.Arrays;
import java.util.Objects;

/**
 * Reads samples from chunks. For one thread at a time; holds an array that it works in, so that
 * decoding allocates nothing once it has grown to the longest chunk.
 *
 * <p>Whatever the bytes, it reads none outside of the range given, writes none outside of the
 * arrays' first {@code count} elements, and takes time in proportion to the count; bytes that no
 * encoder wrote are refused, or decode to some samples if they happen to say some.
 */
public final class ChunkDecoder {

  private final ByteSource source = new ByteSource();
  private final IntegerColumnDecoder column = new IntegerColumnDecoder();
  private long[] numbers = new long[128];
  private int position;

  /** Creates a decoder. */
  public ChunkDecoder() {}

  /** Returns where in the bytes given the last call stopped. */
  public int position() {
    return position;
  }

  /**
   * Reads all samples of a chunk.
   *
   * @param timestampsMillis receives the times, at least as long as the chunk's count
   * @param values receives the values, at least as long as the chunk's count
   * @return the count
   */
  public int decode(Chunk chunk, long[] timestampsMillis, double[] values) {
    return decode(chunk.bytes(), 0, chunk.sizeBytes(), timestampsMillis, values);
  }

  /**
   * Reads all samples of the chunk that begins at {@code from}.
   *
   * @param to the end of what may be read; the chunk may end before it
   * @return the number of samples; {@link #position} says where the chunk ends
   * @throws DamagedChunkException if the bytes are no chunk
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public int decode(byte[] bytes, int from, int to, long[] timestampsMillis, double[] values) {
    int count = count(bytes, from, to);
    decodeTimestamps(bytes, position, to, count, timestampsMillis);
    decodeValues(bytes, position, to, count, values);
    return count;
  }

  /**
   * Reads the samples of a chunk from {@code fromMillis} to {@code toMillis}, both included, into
   * the front of the arrays, which are at least as long as the chunk's count; elements behind those
   * read may be overwritten.
   *
   * @return how many there are
   */
  public int scan(
      Chunk chunk, long fromMillis, long toMillis, long[] timestampsMillis, double[] values) {
    if (chunk.lastMillis() < fromMillis || chunk.firstMillis() > toMillis) {
      return 0;
    }
    int count = decode(chunk, timestampsMillis, values);
    if (fromMillis <= chunk.firstMillis() && chunk.lastMillis() <= toMillis) {
      return count;
    }
    int first = firstAtOrAfter(fromMillis, timestampsMillis, count);
    int end =
        toMillis == Long.MAX_VALUE ? count : firstAtOrAfter(toMillis + 1, timestampsMillis, count);
    int found = Math.max(0, end - first);
    System.arraycopy(timestampsMillis, first, timestampsMillis, 0, found);
    System.arraycopy(values, first, values, 0, found);
    return found;
  }

  /** Returns the number of samples of the chunk that begins at {@code from}. */
  public int count(byte[] bytes, int from, int to) {
    source.read(bytes, from, to);
    int count = source.nextCount(Chunk.MOST_SAMPLES, "samples");
    if (count == 0) {
      throw source.damaged("says 0 samples, at least 1");
    }
    position = source.at();
    return count;
  }

  /**
   * Reads timestamps that were encoded alone.
   *
   * @throws DamagedChunkException if the bytes are none, or do not ascend
   * @throws IndexOutOfBoundsException if the array is too short
   */
  public void decodeTimestamps(byte[] bytes, int from, int to, int count, long[] timestampsMillis) {
    checkRoom(count, timestampsMillis.length);
    source.read(bytes, from, to);
    column.readHeader(source, count);
    column.readNumbers(source, timestampsMillis, count);
    if (!isAscending(timestampsMillis, count)) {
      throw source.damaged("has timestamps that do not ascend");
    }
    position = source.at();
  }

  private boolean isAscending(long[] timestampsMillis, int count) {
    long step = column.steadyStep();
    if (step > 0 && step < Long.MAX_VALUE / Chunk.MOST_SAMPLES) {
      return timestampsMillis[count - 1] >= timestampsMillis[0]; // else they have wrapped around
    }
    boolean ascending = true;
    for (int i = 1; i < count; i++) {
      ascending &= timestampsMillis[i] > timestampsMillis[i - 1];
    }
    return ascending;
  }

  /**
   * Reads values that were encoded alone.
   *
   * @throws DamagedChunkException if the bytes are none
   * @throws IndexOutOfBoundsException if the array is too short
   */
  public void decodeValues(byte[] bytes, int from, int to, int count, double[] values) {
    checkRoom(count, values.length);
    source.read(bytes, from, to);
    if (to - from >= 2 && bytes[from + 1] == ChunkEncoder.RUNS) {
      readRuns(count, values);
    } else {
      readNumbers(count, values);
    }
    position = source.at();
  }

  private void readRuns(int count, double[] values) {
    source.skip(2);
    int runs = source.nextCount(count, "runs of equal values");
    if (runs == 0) {
      throw source.damaged("says 0 runs of equal values, at least 1");
    }
    int width = ChunkEncoder.indexWidth(count);
    int starts = source.skip(BitPacking.bytesOf(runs - 1, width));
    readNumbers(runs, values);
    int end = count;
    for (int run = runs - 1; run >= 0; run--) { // backwards, as the values of runs stand in front
      int start = run == 0 ? 0 : BitPacking.unpackOne(source.bytes(), starts, width, run - 1);
      if (start < run || start >= end) {
        throw source.damaged("says that run " + run + " of equal values begins at " + start);
      }
      Arrays.fill(values, start, end, values[run]);
      end = start;
    }
  }

  private void readNumbers(int count, double[] values) {
    if (numbers.length < count) {
      numbers = new long[Math.max(count, Math.min(2 * numbers.length, Chunk.MOST_SAMPLES))];
    }
    column.readHeader(source, count);
    int digits = column.owners();
    if (digits == DecimalScale.NONE) {
      column.readNumbers(source, numbers, count);
      OrderedBits.toValues(numbers, count, values);
    } else {
      column.readDoubles(source, numbers, values, count);
      DecimalScale.shiftPoint(values, count, digits);
    }
    if (column.ownersFlag()) {
      readMisfits(count, values);
    }
  }

  private void readMisfits(int count, double[] values) {
    int misfits = source.nextCount(count, "values that are no decimals");
    int index = -1;
    for (int i = 0; i < misfits; i++) {
      int distance = source.nextCount(count - 1 - index, "values to the next that is no decimal");
      if (distance == 0) {
        throw source.damaged("names value " + index + " twice");
      }
      index += distance;
      values[index] = Double.longBitsToDouble(source.nextLong());
    }
  }

  Chunk open(byte[] bytes, int from, int to) {
    int count = count(bytes, from, to);
    long[] timestampsMillis = new long[count];
    decode(bytes, from, to, timestampsMillis, new double[count]);
    if (position != to) {
      throw source.damaged("ends " + (to - position) + " bytes before its end");
    }
    return new Chunk(
        Arrays.copyOfRange(bytes, from, to),
        count,
        timestampsMillis[0],
        timestampsMillis[count - 1]);
  }

  private static int firstAtOrAfter(long millis, long[] timestampsMillis, int count) {
    int found = Arrays.binarySearch(timestampsMillis, 0, count, millis);
    return found < 0 ? -found - 1 : found;
  }

  private static void checkRoom(int count, int length) {
    if (count < 1 || count > Chunk.MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "count is " + count + ", must be 1 to " + Chunk.MOST_SAMPLES);
    }
    Objects.checkFromIndexSize(0, count, length);
  }
}
