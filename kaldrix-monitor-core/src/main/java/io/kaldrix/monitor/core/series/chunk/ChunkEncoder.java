package io.kaldrix.monitor.core.series.chunk;

import java.util.Arrays;
import java.util.Objects;

/**
 * Compresses samples into chunks, bit for bit. For one thread at a time; holds arrays that it works
 * in, so that encoding allocates nothing once they have grown to the longest chunk.
 *
 * <p>A chunk is the number of its samples, then two columns:
 *
 * <pre>
 * varint    count
 * column    timestamps, an {@link IntegerColumn}: a steady step packs into no bits at all
 * column    values, one of
 *   an {@link IntegerColumn} of integers that stand for the values: its owner's bits are the
 *     decimals (see {@link DecimalScale}), or {@value DecimalScale#NONE} if the integers are {@link
 *     OrderedBits}; its owner's flag says that misfits follow:
 *       varint   how many; for each of them
 *       varint     how far it is from the one before, the first from -1
 *       8 bytes    its bits
 *   or runs of equal values, if byte 1 of the column is {@value #RUNS}:
 *       varint   how many
 *       bits     the index at which each but the first begins
 *       column   one value for each run
 * </pre>
 *
 * <p>Which form is taken is decided for each chunk by the bytes that it makes.
 */
public final class ChunkEncoder {

  /** Where an integer column says its width: a width that none has. */
  static final int RUNS = 0x7f;

  /** How often a misfit may raise the number of decimals that the probes had found. */
  private static final int RETRIES = 3;

  /** With more misfits than one in so many, values do not count as decimals. */
  private static final int MISFITS_ONE_IN = 8;

  private static final int MISFIT_BYTES = 10; // at most two of them for the index

  /** With so many bytes for each value or fewer, bits are not tried once decimals were found. */
  private static final int MOST_SURELY_SMALLER = 5;

  /** So few runs take less than a bit for each value, which is the least that packing takes. */
  private static final int FEW_RUNS_ONE_IN = 12;

  private final ByteSink sink = new ByteSink();
  private int capacity;
  private IntegerColumnEncoder column = new IntegerColumnEncoder(0);
  private long[] numbers = {};
  private double[] sums = {};
  private double[] quotients = {};
  private double[] runValues = {};
  private long[] runStarts = {};
  private int[] misfits = {};
  private int foundMisfits; // of the numbers last planned
  private int digits; // of the numbers last planned

  /** Creates an encoder. */
  public ChunkEncoder() {}

  /**
   * Compresses the first {@code count} samples of two arrays.
   *
   * @param timestampsMillis milliseconds since the Unix epoch, ascending
   * @param values as long as the timestamps; any bits
   * @param count 1 to {@value Chunk#MOST_SAMPLES}
   * @throws IllegalArgumentException if the timestamps do not ascend or count is out of range
   */
  public Chunk encode(long[] timestampsMillis, double[] values, int count) {
    byte[] bytes = new byte[Chunk.mostBytes(checkedCount(count))];
    int end = encode(timestampsMillis, values, 0, count, bytes, 0);
    return new Chunk(
        Arrays.copyOf(bytes, end), count, timestampsMillis[0], timestampsMillis[count - 1]);
  }

  /**
   * Compresses {@code count} samples from index {@code from} of two arrays into an array.
   *
   * @param timestampsMillis milliseconds since the Unix epoch, ascending
   * @param values any bits
   * @param count 1 to {@value Chunk#MOST_SAMPLES}
   * @param target has room for {@link Chunk#mostBytes} at {@code at}
   * @return where the chunk ends
   * @throws IllegalArgumentException if the timestamps do not ascend or count is out of range
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public int encode(
      long[] timestampsMillis, double[] values, int from, int count, byte[] target, int at) {
    checkRoom(Chunk.mostBytes(checkedCount(count)), target, at);
    sink.write(target, at);
    sink.addVarint(count);
    int end = encodeTimestamps(timestampsMillis, from, count, target, sink.at());
    return encodeValues(values, from, count, target, end);
  }

  /**
   * Compresses timestamps alone, for series that share them. The count is not written.
   *
   * @param target has room for {@link Chunk#mostColumnBytes} at {@code at}
   * @return where they end
   * @throws IllegalArgumentException if the timestamps do not ascend or count is out of range
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public int encodeTimestamps(long[] timestampsMillis, int from, int count, byte[] target, int at) {
    checkRoom(Chunk.mostColumnBytes(checkedCount(count)), target, at);
    Objects.checkFromIndexSize(from, count, timestampsMillis.length);
    growTo(count);
    sink.write(target, at);
    System.arraycopy(timestampsMillis, from, numbers, 0, count);
    long step = count == 1 ? 0 : numbers[1] - numbers[0];
    if (isSteady(count, step)) {
      column.planSteady(numbers, count, step);
    } else {
      checkAscending(count);
      column.plan(numbers, count, true);
    }
    column.write(sink, 0, false);
    return sink.at();
  }

  /**
   * Compresses values alone, for series that share timestamps. The count is not written.
   *
   * @param target has room for {@link Chunk#mostColumnBytes} at {@code at}
   * @return where they end
   * @throws IllegalArgumentException if count is out of range
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public int encodeValues(double[] values, int from, int count, byte[] target, int at) {
    checkRoom(Chunk.mostColumnBytes(checkedCount(count)), target, at);
    Objects.checkFromIndexSize(from, count, values.length);
    growTo(count);
    sink.write(target, at);
    int fewRuns = count / FEW_RUNS_ONE_IN;
    int runs = countRuns(values, from, count, Math.max(1, fewRuns));
    if (runs == 1) {
      writeNumbers(values, from, 1); // a level of width 0 decodes to any number of them
    } else if (runs <= fewRuns) {
      gatherRuns(values, from, count);
      writeRuns(count, runs);
    } else {
      writeNumbers(values, from, count);
    }
    return sink.at();
  }

  /** Returns whether the numbers rise by one step, which is not so large that they wrap around. */
  private boolean isSteady(int count, long step) {
    if (numbers[count - 1] - numbers[0] != step * (count - 1)) {
      return false;
    }
    long differing = 0;
    for (int i = 1; i < count; i++) {
      differing |= (numbers[i] - numbers[i - 1]) ^ step;
    }
    return differing == 0
        && step > 0
        && step < Long.MAX_VALUE / Chunk.MOST_SAMPLES
        && numbers[count - 1] > numbers[0]; // else they have wrapped around
  }

  private void checkAscending(int count) {
    for (int i = 1; i < count; i++) {
      if (numbers[i] <= numbers[i - 1]) {
        throw new IllegalArgumentException(
            "timestamp " + numbers[i] + " follows " + numbers[i - 1] + ", must be later");
      }
    }
  }

  /** Returns the number of runs of equal bits, or one more than {@code most} if there are more. */
  private static int countRuns(double[] values, int from, int count, int most) {
    int runs = 1;
    for (int i = from + 1; i < from + count; i++) {
      if (!sameBits(values[i], values[i - 1]) && ++runs > most) {
        break;
      }
    }
    return runs;
  }

  private void gatherRuns(double[] values, int from, int count) {
    runValues[0] = values[from];
    int found = 1;
    for (int i = 1; i < count; i++) {
      if (!sameBits(values[from + i], values[from + i - 1])) {
        runValues[found] = values[from + i];
        runStarts[found++] = i;
      }
    }
  }

  private void writeRuns(int count, int runs) {
    sink.add(0);
    sink.add(RUNS);
    sink.addVarint(runs);
    sink.addPacked(runStarts, 1, runs, 0, 0, indexWidth(count));
    writeNumbers(runValues, 0, runs);
  }

  /** Returns how many bits an index below {@code count} takes. */
  static int indexWidth(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
  }

  /** Makes integers of values, and plans how to write them; returns how many bytes that takes. */
  private int planNumbers(double[] values, int from, int count) {
    int asDecimals = planDecimals(values, from, count);
    if (asDecimals <= MOST_SURELY_SMALLER * count) {
      return asDecimals;
    }
    int decimals = digits;
    int asBits = planBits(values, from, count);
    return asBits <= asDecimals || decimals == DecimalScale.NONE
        ? asBits
        : planDecimals(values, from, count);
  }

  private int planBits(double[] values, int from, int count) {
    digits = DecimalScale.NONE;
    foundMisfits = 0;
    OrderedBits.fromValues(values, from, count, numbers);
    return column.plan(numbers, count, false);
  }

  private int planDecimals(double[] values, int from, int count) {
    digits = DecimalScale.probe(values, from, count);
    for (int attempt = 0; attempt < RETRIES && digits != DecimalScale.NONE; attempt++) {
      foundMisfits =
          DecimalScale.toIntegers(values, from, count, digits, numbers, sums, quotients, misfits);
      if (foundMisfits <= count / MISFITS_ONE_IN) {
        return column.plan(numbers, count, false) + 1 + MISFIT_BYTES * foundMisfits;
      }
      digits = DecimalScale.digitsOf(firstMisfitNumber(values, from), digits);
    }
    digits = DecimalScale.NONE;
    return Integer.MAX_VALUE;
  }

  private double firstMisfitNumber(double[] values, int from) {
    for (int i = 0; i < foundMisfits; i++) {
      if (!Double.isNaN(values[from + misfits[i]])) {
        return values[from + misfits[i]];
      }
    }
    return Double.NaN;
  }

  private void writeNumbers(double[] values, int from, int count) {
    planNumbers(values, from, count);
    column.write(sink, digits, foundMisfits > 0);
    if (foundMisfits > 0) {
      sink.addVarint(foundMisfits);
      int last = -1;
      for (int i = 0; i < foundMisfits; i++) {
        sink.addVarint(misfits[i] - last);
        sink.addLong(Double.doubleToRawLongBits(values[from + misfits[i]]));
        last = misfits[i];
      }
    }
  }

  private static boolean sameBits(double some, double other) {
    return Double.doubleToRawLongBits(some) == Double.doubleToRawLongBits(other);
  }

  private void growTo(int count) {
    if (count > capacity) {
      capacity = Math.max(Math.max(count, 128), Math.min(2 * capacity, Chunk.MOST_SAMPLES));
      column = new IntegerColumnEncoder(capacity);
      numbers = new long[capacity];
      sums = new double[capacity];
      quotients = new double[capacity];
      misfits = new int[capacity / MISFITS_ONE_IN + 1];
      runValues = new double[capacity / FEW_RUNS_ONE_IN + 1];
      runStarts = new long[capacity / FEW_RUNS_ONE_IN + 1];
    }
  }

  private static void checkRoom(int least, byte[] target, int at) {
    Objects.checkIndex(at, target.length);
    if (target.length - at < least) {
      throw new IndexOutOfBoundsException(
          "room for " + (target.length - at) + " bytes, must be " + least + " or more");
    }
  }

  private static int checkedCount(int count) {
    if (count < 1 || count > Chunk.MOST_SAMPLES) {
      throw new IllegalArgumentException(
          "count is " + count + ", must be 1 to " + Chunk.MOST_SAMPLES);
    }
    return count;
  }
}
