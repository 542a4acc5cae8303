package io.kaldrix.monitor.anomaly.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Mean and variance of the latest values, exact over the window however long it has been sliding.
 * For one thread. Adding allocates nothing and costs the same for every window length, on average:
 * once in a window's length the window is gone over.
 *
 * <p>Nothing is ever subtracted to take a value out of the window, so no rounding error outlives
 * the values it came from, neither after many millions of values nor after one that was huge.
 * Values come in blocks of the window's length. A full block is gone over once from its end, which
 * gives the moments of each of its tails; from then on the window is a tail of the old block and
 * the new block's beginning, and their moments are merged.
 *
 * <p>Deviations are taken from a pivot that lies in the same part of the window: the old block's
 * last value and the new block's first one. So a large offset cancels before anything is rounded,
 * and the error of the variance is bounded by about {@code n^1.5} units in the last place of a
 * {@code double}, whatever the offset.
 *
 * <p>Memory: 16 bytes for each value of the window.
 *
 * <p>Sources: the update and the merge are E. A. Youngs and E. M. Cramer, "Some results relevant to
 * choice of sum and sum-of-product algorithms", Technometrics 13(3), 1971, and T. F. Chan, G. H.
 * Golub, R. J. LeVeque, "Algorithms for computing the sample variance", The American Statistician
 * 37(3), 1983. A window as two parts that only grow is the two-stacks queue of K. Tangwongsan, M.
 * Hirzel, S. Schneider, "General incremental sliding-window aggregation", VLDB 8(7), 2015.
 */
public final class WindowMoments {

  /**
   * The largest magnitude that is told apart, about 1.07e301; larger values count as this. Sums of
   * so many of them as a window may hold stay finite, so that they leave no NaN behind.
   */
  public static final double LARGEST = 0x1p1000;

  /** The longest window. */
  public static final int LONGEST_WINDOW = 100_000;

  private static final byte VERSION = 1;

  private final int capacity;
  private final double perValue;
  private final double perDegreeOfFreedom;

  /**
   * Below {@link #filled}: the new block's values. From there on: the sums of deviations from
   * {@link #oldPivot} over the old block's tail that begins there. A tail is read for the last time
   * just before its place is taken.
   */
  private final double[] valuesAndTailSums;

  /** From {@link #filled} on: the sums of squares about their mean over the old block's tails. */
  private final double[] tailSquares;

  private boolean hasOld;
  private double oldPivot;

  private int filled;
  private double newPivot;
  private double newSum;
  private double newSquares;

  private double mean = Double.NaN;
  private double variance = Double.NaN;

  /**
   * Creates an empty window.
   *
   * @param capacity how many values the window holds, from 2 to {@link #LONGEST_WINDOW}
   * @throws IllegalArgumentException if {@code capacity} is outside its range
   */
  public WindowMoments(int capacity) {
    if (capacity < 2 || capacity > LONGEST_WINDOW) {
      throw new IllegalArgumentException(
          "window is " + capacity + ", must be from 2 to " + LONGEST_WINDOW);
    }
    this.capacity = capacity;
    this.perValue = 1.0 / capacity; // dividing costs several times as much as multiplying
    this.perDegreeOfFreedom = 1.0 / (capacity - 1);
    this.valuesAndTailSums = new double[capacity];
    this.tailSquares = new double[capacity];
  }

  /** Returns how many values the window holds now. */
  public int size() {
    return hasOld ? capacity : filled;
  }

  /** Returns the mean of the values in the window, {@code NaN} if there are none. */
  public double mean() {
    return mean;
  }

  /**
   * Returns the sample variance, with {@code n - 1} as divisor, of the values in the window: {@code
   * NaN} if there are fewer than two, infinity if it exceeds the range of a {@code double}.
   */
  public double variance() {
    return variance;
  }

  /**
   * Adds a value and, if the window is full, lets go of the oldest.
   *
   * @throws IllegalArgumentException if {@code value} is not finite
   */
  public void add(double value) {
    double x = clamped(value);
    if (filled == 0) {
      newPivot = x;
      newSum = 0;
      newSquares = 0;
    }
    double deviation = x - newPivot;
    newSum += deviation;
    valuesAndTailSums[filled] = x;
    filled++;
    newSquares += squareStep(filled, deviation, newSum);
    if (filled == capacity) {
      goOver();
    }
    merge();
  }

  /** Returns {@code value}, or the nearest that is told apart. */
  public static double clamped(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value is " + value + ", must be finite");
    }
    return Math.max(-LARGEST, Math.min(LARGEST, value));
  }

  /** Returns by how much the squares about the mean grow with the {@code n}-th deviation. */
  private static double squareStep(int n, double deviation, double sumWithIt) {
    if (n == 1) {
      return 0;
    }
    double apart = n * deviation - sumWithIt;
    return apart * apart / ((double) n * (n - 1));
  }

  /** Turns the full new block into the old one. */
  private void goOver() {
    oldPivot = valuesAndTailSums[capacity - 1];
    double sum = 0;
    double squares = 0;
    for (int i = capacity - 1; i >= 0; i--) {
      double deviation = valuesAndTailSums[i] - oldPivot;
      sum += deviation;
      squares += squareStep(capacity - i, deviation, sum);
      valuesAndTailSums[i] = sum;
      tailSquares[i] = squares;
    }
    hasOld = true;
    filled = 0;
  }

  private void merge() {
    if (!hasOld) {
      mean = newPivot + newSum / filled;
      variance = filled < 2 ? Double.NaN : newSquares / (filled - 1);
      return;
    }
    if (filled == 0) {
      mean = oldPivot + valuesAndTailSums[0] * perValue;
      variance = tailSquares[0] * perDegreeOfFreedom;
      return;
    }
    double old = capacity - filled;
    double oldShare = old * perValue;
    double newShare = filled * perValue;
    double oldSum = valuesAndTailSums[filled];
    double pivots = newPivot - oldPivot;
    mean = oldPivot + (oldSum + newSum + filled * pivots) * perValue;
    // The distance of the two parts' means times old * filled / n, of which each term stays finite.
    double apart = oldShare * newSum - newShare * oldSum + oldShare * filled * pivots;
    double between = apart * (capacity / (old * filled)) * apart;
    variance = (tailSquares[filled] + newSquares + between) * perDegreeOfFreedom;
  }

  /**
   * Writes the window.
   *
   * @throws IOException if {@code out} does
   */
  public void save(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeInt(capacity);
    out.writeBoolean(hasOld);
    out.writeInt(filled);
    out.writeDouble(oldPivot);
    out.writeDouble(newPivot);
    out.writeDouble(newSum);
    out.writeDouble(newSquares);
    for (int i = 0; i < size(); i++) {
      out.writeDouble(valuesAndTailSums[i]);
      out.writeDouble(tailSquares[i]);
    }
  }

  /**
   * Becomes the window that was saved, bit for bit.
   *
   * @throws IOException if {@code in} does, or holds something else or a window of another length;
   *     this window is empty then
   */
  public void restore(DataInput in) throws IOException {
    clear();
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("window has version " + version + ", must be " + VERSION);
    }
    int savedCapacity = in.readInt();
    if (savedCapacity != capacity) {
      throw new IOException("window was " + savedCapacity + " long, is now " + capacity);
    }
    boolean savedHasOld = in.readBoolean();
    int savedFilled = in.readInt();
    if (savedFilled < 0 || savedFilled >= capacity) {
      throw new IOException(
          "window's block has " + savedFilled + " values, must have from 0 to " + (capacity - 1));
    }
    double savedOldPivot = in.readDouble();
    double savedNewPivot = in.readDouble();
    double savedNewSum = in.readDouble();
    double savedNewSquares = in.readDouble();
    int size = savedHasOld ? capacity : savedFilled;
    double[] values = new double[size];
    double[] squares = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = in.readDouble();
      squares[i] = in.readDouble();
    }
    System.arraycopy(values, 0, valuesAndTailSums, 0, size);
    System.arraycopy(squares, 0, tailSquares, 0, size);
    hasOld = savedHasOld;
    oldPivot = savedOldPivot;
    filled = savedFilled;
    newPivot = savedNewPivot;
    newSum = savedNewSum;
    newSquares = savedNewSquares;
    if (size > 0) {
      merge();
    }
  }

  private void clear() {
    Arrays.fill(valuesAndTailSums, 0);
    Arrays.fill(tailSquares, 0);
    hasOld = false;
    filled = 0;
    mean = Double.NaN;
    variance = Double.NaN;
  }
}
