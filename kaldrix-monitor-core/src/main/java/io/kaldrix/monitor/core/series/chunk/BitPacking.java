package io.kaldrix.monitor.core.series.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of the same few bits each, side by side, the lowest bit first.
 *
 * <p>A width is 0 to {@value #WIDEST_SHIFTED} or 64: a number of up to 57 bits lies within the
 * eight bytes from the one that it begins in, so one load and one shift read it.
 */
final class BitPacking {

  /** The widest number that can begin at any bit. */
  static final int WIDEST_SHIFTED = 57;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private BitPacking() {}

  /** Returns the width to use for a number whose highest bits are zero: 0 to 57, or 64. */
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
   * Writes {@code (numbers[i] - base) >>> shift}, cut to {@code width} bits, for each {@code i}.
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
    long pending = 0;
    int filled = 0;
    for (int i = from; i < to; i++) {
      long number = ((numbers[i] - base) >>> shift) & mask;
      pending |= number << filled;
      filled += width;
      if (filled >= Long.SIZE) {
        putLong(out, end, pending);
        end += Long.BYTES;
        filled -= Long.SIZE;
        pending = number >>> (width - filled);
        // nothing is left over when the number ended with the word: the shift was by its width
      }
    }
    for (; filled > 0; filled -= Byte.SIZE) {
      out[end++] = (byte) pending;
      pending >>>= Byte.SIZE;
    }
    return end;
  }

  /**
   * Reads {@code to - from} numbers; the bytes are known to be there.
   *
   * @param at where they begin
   */
  static void unpack(byte[] bytes, int at, int width, long[] numbers, int from, int to) {
    if (width == Long.SIZE) {
      for (int i = from, offset = at; i < to; i++, offset += Long.BYTES) {
        numbers[i] = longAt(bytes, offset);
      }
      return;
    }
    long mask = (1L << width) - 1;
    int last = bytes.length - Long.BYTES;
    int bit = 0;
    int i = from;
    for (; i < to; i++, bit += width) {
      int offset = at + (bit >>> 3);
      if (offset > last) {
        break;
      }
      numbers[i] = (longAt(bytes, offset) >>> (bit & 7)) & mask;
    }
    for (; i < to; i++, bit += width) {
      numbers[i] = (tail(bytes, at + (bit >>> 3)) >>> (bit & 7)) & mask;
    }
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
