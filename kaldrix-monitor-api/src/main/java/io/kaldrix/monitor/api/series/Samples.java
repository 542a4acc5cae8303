package io.kaldrix.monitor.api.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Samples of one series in ascending order of time, each timestamp at most once. Immutable; may be
 * shared between threads.
 */
public final class Samples {

  /** No samples. */
  public static final Samples NONE = new Samples(new long[0], new double[0], 0);

  private final long[] timestampsMillis;
  private final double[] values;
  private final int size;

  private Samples(long[] timestampsMillis, double[] values, int size) {
    this.timestampsMillis = timestampsMillis;
    this.values = values;
    this.size = size;
  }

  /**
   * Returns the samples of two arrays of one length, which are copied.
   *
   * @throws IllegalArgumentException if the lengths differ or the timestamps do not ascend
   */
  public static Samples of(long[] timestampsMillis, double[] values) {
    if (timestampsMillis.length != values.length) {
      throw new IllegalArgumentException(
          timestampsMillis.length + " timestamps for " + values.length + " values");
    }
    Builder builder = new Builder(values.length);
    for (int i = 0; i < values.length; i++) {
      builder.add(timestampsMillis[i], values[i]);
    }
    return builder.build();
  }

  /** Returns the number of samples. */
  public int size() {
    return size;
  }

  /** Returns whether there is no sample. */
  public boolean isEmpty() {
    return size == 0;
  }

  /** Returns the time of sample {@code index} in milliseconds since the Unix epoch. */
  public long timestampMillis(int index) {
    return timestampsMillis[checked(index)];
  }

  /** Returns the value of sample {@code index}. */
  public double value(int index) {
    return values[checked(index)];
  }

  /** Returns sample {@code index}. */
  public Sample get(int index) {
    return new Sample(timestampMillis(index), value(index));
  }

  /** Returns the samples as an unmodifiable list. */
  public List<Sample> asList() {
    List<Sample> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(get(i));
    }
    return List.copyOf(list);
  }

  private int checked(int index) {
    return Objects.checkIndex(index, size);
  }

  /** Compares timestamps and values bit for bit, so that NaN equals itself. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Samples samples
        && Arrays.equals(timestampsMillis, 0, size, samples.timestampsMillis, 0, samples.size)
        && sameBits(values, samples.values, size);
  }

  /** Not {@code Arrays.equals}, to which a stale marker is a NaN like any other. */
  private static boolean sameBits(double[] some, double[] others, int size) {
    for (int i = 0; i < size; i++) {
      if (Double.doubleToRawLongBits(some[i]) != Double.doubleToRawLongBits(others[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return size == 0 ? 0 : Long.hashCode(timestampsMillis[size - 1]) * 31 + size;
  }

  @Override
  public String toString() {
    return asList().toString();
  }

  /** Gathers samples in ascending order of time. For one thread. */
  public static final class Builder {
    private long[] timestampsMillis;
    private double[] values;
    private int size;

    /** Creates a builder with room for {@code capacity} samples; it grows as needed. */
    public Builder(int capacity) {
      timestampsMillis = new long[capacity];
      values = new double[capacity];
    }

    /**
     * Adds a sample.
     *
     * @throws IllegalArgumentException if it is not later than the one before
     */
    public Builder add(long timestampMillis, double value) {
      if (size > 0 && timestampMillis <= timestampsMillis[size - 1]) {
        throw new IllegalArgumentException(
            "timestamp "
                + timestampMillis
                + " follows "
                + timestampsMillis[size - 1]
                + ", must be later");
      }
      if (size == values.length) {
        int grown = Math.max(16, size * 2);
        timestampsMillis = Arrays.copyOf(timestampsMillis, grown);
        values = Arrays.copyOf(values, grown);
      }
      timestampsMillis[size] = timestampMillis;
      values[size++] = value;
      return this;
    }

    /** Returns the samples; the builder is not to be used afterwards. */
    public Samples build() {
      return size == 0 ? NONE : new Samples(timestampsMillis, values, size);
    }
  }
}
