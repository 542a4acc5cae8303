package io.kaldrix.monitor.core.series.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers of the same few bits each, side by side, the lowest bit first.
 *
 * <p>A width is 0 to {@value #WIDEST_SHIFTED} or 64: a number of up to 56 bits lies within the
 * eight bytes from the one that it begins in, so one load and one shift read it, and so do two of
 * up to 28, and four of up to 14.
 */
final class BitPacking {

  /** The widest number that can begin at any bit. */
  static final int WIDEST_SHIFTED = 56;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private BitPacking() {}

  /** Returns the width to use for a number whose highest bits are zero: 0 to 56, or 64. */
  static int widthOf(long number) {
    int width = Long.SIZE - Long.numberOfLeadingZeros(number);
    return width > WIDEST_SHIFTED ? Long.SIZE : width;
  }

  static boolean isWidth(int width) {
    return width <= WIDEST_SHIFTED || width == Long.SIZE;
  }

  static int bytesOf(int count, int width) {
    return (int) (((long) count * width + 7) >>> 3);
  }

  static long longAt(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static void putLong(byte[] bytes, int at, long value) {
    LONG.set(bytes, at, value);
  }

  /**
   * Writes {@code (numbers[i] - base) >>> shift}, cut to {@code width} bits, for each {@code i},
   * and anything into up to eight bytes behind them.
   *
   * @return where the bytes written end
   */
  static int pack(
      long[] numbers, int from, int to, long base, int shift, int width, byte[] out, int at) {
    if (width == 0) {
      return at;
    }
    int end = at;
    if (width == Long.SIZE) {
      for (int i = from; i < to; i++) {
        putLong(out, end, (numbers[i] - base) >>> shift);
        end += Long.BYTES;
      }
      return end;
    }
    long mask = (1L << width) - 1;
    int together = together(width);
    long pending = 0; // of which the lowest bits, as many as filled, are not in the bytes yet
    int filled = 0;
    int i = from;
    if (together == 4) {
      for (; i < to - 3; i += 4) {
        long one = ((numbers[i] - base) >>> shift) & mask;
        long two = ((numbers[i + 1] - base) >>> shift) & mask;
        long three = ((numbers[i + 2] - base) >>> shift) & mask;
        long four = ((numbers[i + 3] - base) >>> shift) & mask;
        long word = (one | two << width) | (three | four << width) << (2 * width);
        pending |= word << filled;
        putLong(out, end, pending);
        filled += 4 * width;
        end += filled >>> 3;
        pending >>>= filled & ~7;
        filled &= 7;
      }
    } else if (together == 2) {
      for (; i < to - 1; i += 2) {
        long one = ((numbers[i] - base) >>> shift) & mask;
        long two = ((numbers[i + 1] - base) >>> shift) & mask;
        pending |= (one | two << width) << filled;
        putLong(out, end, pending);
        filled += 2 * width;
        end += filled >>> 3;
        pending >>>= filled & ~7;
        filled &= 7;
      }
    }
    for (; i < to; i++) {
      long number = ((numbers[i] - base) >>> shift) & mask;
      pending |= number << filled;
      filled += width;
      if (filled >= Long.SIZE) {
        putLong(out, end, pending);
        end += Long.BYTES;
        filled -= Long.SIZE;
        pending = number >>> (width - filled);
      }
    }
    putLong(out, end, pending);
    return end + ((filled + 7) >>> 3);
  }

  /** Returns how many numbers of a width lie, whatever bit they begin at, within eight bytes. */
  private static int together(int width) {
    return width <= WIDEST_SHIFTED / 4 ? 4 : width <= WIDEST_SHIFTED / 2 ? 2 : 1;
  }

  /**
   * Reads {@code base + (number << shift)} into each {@code numbers[i]}; the bytes are known to be
   * there.
   *
   * @param at where they begin
   */
  static void unpack(
      byte[] bytes, int at, int width, int shift, long base, long[] numbers, int from, int to) {
    if (width == Long.SIZE) {
      for (int i = from, offset = at; i < to; i++, offset += Long.BYTES) {
        numbers[i] = base + (longAt(bytes, offset) << shift);
      }
      return;
    }
    if (width == 0) {
      Arrays.fill(numbers, from, to, base);
      return;
    }
    long mask = (1L << width) - 1;
    int together = together(width);
    int i = from;
    int bit = 0;
    int wide = from + readable(bytes, at, width, to - from);
    if (together == 4) {
      for (; i < wide - 3; i += 4, bit += 4 * width) {
        long word = longAt(bytes, at + (bit >>> 3)) >>> (bit & 7);
        numbers[i] = base + ((word & mask) << shift);
        numbers[i + 1] = base + (((word >>> width) & mask) << shift);
        numbers[i + 2] = base + (((word >>> (2 * width)) & mask) << shift);
        numbers[i + 3] = base + (((word >>> (3 * width)) & mask) << shift);
      }
    } else if (together == 2) {
      for (; i < wide - 1; i += 2, bit += 2 * width) {
        long word = longAt(bytes, at + (bit >>> 3)) >>> (bit & 7);
        numbers[i] = base + ((word & mask) << shift);
        numbers[i + 1] = base + (((word >>> width) & mask) << shift);
      }
    }
    for (; i < wide; i++, bit += width) {
      numbers[i] = base + (((longAt(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask) << shift);
    }
    for (; i < to; i++, bit += width) {
      numbers[i] = base + (((tail(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask) << shift);
    }
  }

  /**
   * Reads {@code base + (number << shift)} as {@link #unpack} does, and writes what {@code sum} and
   * all of them so far make together. One pass: going over the numbers again takes as long.
   */
  static void unpackSums(
      byte[] bytes,
      int at,
      int width,
      int shift,
      long base,
      long start,
      double[] sums,
      int from,
      int to) {
    long sum = start;
    int i = from;
    int bit = 0;
    long mask = width == Long.SIZE ? -1 : (1L << width) - 1;
    int together = width == 0 ? 0 : together(width);
    int wide = from + readable(bytes, at, width, to - from);
    if (together == 4) {
      for (; i < wide - 3; i += 4, bit += 4 * width) {
        long word = longAt(bytes, at + (bit >>> 3)) >>> (bit & 7);
        long one = base + ((word & mask) << shift);
        long two = one + base + (((word >>> width) & mask) << shift);
        long three = two + base + (((word >>> (2 * width)) & mask) << shift);
        long four = three + base + (((word >>> (3 * width)) & mask) << shift);
        sums[i] = (double) (sum + one);
        sums[i + 1] = (double) (sum + two);
        sums[i + 2] = (double) (sum + three);
        sum += four;
        sums[i + 3] = (double) sum;
      }
    } else if (together == 2) {
      for (; i < wide - 1; i += 2, bit += 2 * width) {
        long word = longAt(bytes, at + (bit >>> 3)) >>> (bit & 7);
        long one = base + ((word & mask) << shift);
        sums[i] = (double) (sum + one);
        sum += one + base + (((word >>> width) & mask) << shift);
        sums[i + 1] = (double) sum;
      }
    }
    for (; i < wide; i++, bit += width) {
      sum += base + (((longAt(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask) << shift);
      sums[i] = (double) sum;
    }
    for (; i < to; i++, bit += width) {
      sum += base + (((tail(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask) << shift);
      sums[i] = (double) sum;
    }
  }

  /** Returns how many numbers, of {@code most}, begin where eight bytes can be read. */
  private static int readable(byte[] bytes, int at, int width, int most) {
    if (width == 0) {
      return bytes.length - at < Long.BYTES ? 0 : most;
    }
    long bits = (bytes.length - Long.BYTES - at + 1L) * Byte.SIZE;
    return (int) Math.max(0, Math.min(most, bits / width));
  }

  /** Returns number {@code index} of those that begin at {@code at}. */
  static int unpackOne(byte[] bytes, int at, int width, int index) {
    int bit = index * width;
    int offset = at + (bit >>> 3);
    long word = offset > bytes.length - Long.BYTES ? tail(bytes, offset) : longAt(bytes, offset);
    return (int) ((word >>> (bit & 7)) & ((1L << width) - 1));
  }

  /** Returns the last, less than eight, bytes of the array. */
  private static long tail(byte[] bytes, int at) {
    long word = 0;
    for (int i = bytes.length - 1; i >= at; i--) {
      word = word << Byte.SIZE | (bytes[i] & 0xff);
    }
    return word;
  }
}
