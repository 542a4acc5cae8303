package io.kaldrix.monitor.core.series.chunk;

/** Numbers of seven bits a byte: how signed ones become unsigned, and how long they are. */
final class Varint {

  private Varint() {}

  /** Returns the number with its sign as the lowest bit, so that near zero means short. */
  static long zigzag(long number) {
    return (number << 1) ^ (number >> 63);
  }

  /** Returns how many bytes an unsigned number takes. */
  static int bytes(long number) {
    return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + 6) / 7;
  }

  /** Returns how many bits a number takes with its sign; 0 for 0. */
  static int signedWidth(long number) {
    return number == 0 ? 0 : Long.SIZE + 1 - Long.numberOfLeadingZeros(number ^ (number >> 63));
  }
}
