package io.kaldrix.monitor.core.series;

import java.util.Arrays;

/**
 * The samples of all series at one instant, side by side: each series has a slot, the same in every
 * row. A tick writes its values one after the other into one array, which costs about a nanosecond
 * each, where an object for each series would cost a cache miss or more.
 *
 * <p>A row is a draft until it is published; a draft belongs to one thread.
 */
public final class Row {

  /** What a slot holds in which the instant has no sample: a NaN that no computation returns. */
  static final double ABSENT = Double.longBitsToDouble(0x7ff46b616c647269L);

  static final long ABSENT_BITS = Double.doubleToRawLongBits(ABSENT);

  private long sequence = -1;
  private long timestampMillis;
  private volatile double[] values;

  Row(int width) {
    values = new double[width];
    Arrays.fill(values, ABSENT);
  }

  /** Returns the values by slot, to write into while this is a draft, to read from afterwards. */
  public double[] draftValues() {
    return values;
  }

  static boolean isAbsent(double value) {
    return Double.doubleToRawLongBits(value) == ABSENT_BITS;
  }

  /** Returns the value in a slot, {@link #isAbsent absent} if the row has none for it. */
  double value(int slot) {
    double[] current = values;
    return slot < current.length ? current[slot] : ABSENT;
  }

  /** Sets a slot that has no value yet; returns whether it had none. */
  boolean setIfAbsent(int slot, double value, int width) {
    double[] current = values;
    if (slot >= current.length) {
      double[] wider = Arrays.copyOf(current, Math.max(width, slot + 1));
      Arrays.fill(wider, current.length, wider.length, ABSENT);
      values = wider;
      current = wider;
    }
    if (!isAbsent(current[slot])) {
      return false;
    }
    current[slot] = value;
    values = current; // publishes the element to readers
    return true;
  }

  /** Sets a slot that has a value already. */
  void replace(int slot, double value) {
    double[] current = values;
    current[slot] = value;
    values = current;
  }

  void clear() {
    Arrays.fill(values, ABSENT);
    sequence = -1;
  }

  void assign(long newSequence, long newTimestampMillis) {
    sequence = newSequence;
    timestampMillis = newTimestampMillis;
  }

  long sequence() {
    return sequence;
  }

  long timestampMillis() {
    return timestampMillis;
  }

  int width() {
    return values.length;
  }
}
