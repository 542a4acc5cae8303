package io.kaldrix.monitor.core.series.chunk;

/** Bytes written from front to back into an array that has room. For one thread. */
final class ByteSink {

  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int at;

  void write(byte[] target, int from) {
    bytes = target;
    at = from;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  void add(int octet) {
    bytes[at++] = (byte) octet;
  }

  void addVarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
  }

  void addZigzag(long value) {
    addVarint(Varint.zigzag(value));
  }

  void addLong(long value) {
    BitPacking.putLong(bytes, at, value);
    at += 8;
  }

  void addPacked(long[] numbers, int from, int to, long base, int shift, int width) {
    at = BitPacking.pack(numbers, from, to, base, shift, width, bytes, at);
  }
}
