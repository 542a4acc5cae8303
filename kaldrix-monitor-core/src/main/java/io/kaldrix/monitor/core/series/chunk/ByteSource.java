package io.kaldrix.monitor.core.series.chunk;

/** Bytes read from front to back, never past their end. For one thread. */
final class ByteSource {

  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int at;
  private int end;

  void read(byte[] source, int from, int to) {
    if (from < 0 || to < from || to > source.length) {
      throw new IndexOutOfBoundsException(
          "range [" + from + ", " + to + ") is not within the " + source.length + " bytes given");
    }
    bytes = source;
    at = from;
    end = to;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  /** Goes to where it was before. */
  void goTo(int position) {
    at = position;
  }

  int next() {
    if (at >= end) {
      throw damaged("ends too early");
    }
    return bytes[at++] & 0xff;
  }

  /** Returns an unsigned number of seven bits a byte, the lowest first. */
  long nextVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = next();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw damaged("has a number of more than 64 bits");
  }

  /** Returns a number whose sign is its lowest bit. */
  long nextZigzag() {
    long value = nextVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** Returns a number from 0 to {@code most}. */
  int nextCount(int most, String what) {
    long count = nextVarint();
    if (count < 0 || count > most) {
      throw damaged("says " + Long.toUnsignedString(count) + " " + what + ", at most " + most);
    }
    return (int) count;
  }

  long nextLong() {
    return BitPacking.longAt(bytes, skip(8));
  }

  /** Returns where the next {@code length} bytes begin, and goes behind them. */
  int skip(int length) {
    if (length > end - at) {
      throw damaged("ends " + (length - (end - at)) + " bytes too early");
    }
    int start = at;
    at += length;
    return start;
  }

  DamagedChunkException damaged(String what) {
    return new DamagedChunkException("chunk " + what + ", at byte " + at + " of " + end);
  }
}
