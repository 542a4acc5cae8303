package io.kaldrix.monitor.core.series.chunk;

/**
 * The bits of doubles as integers in the same order, so that near values are near integers. What a
 * XOR would leave of two neighbours, their difference leaves too, and it does not stumble where a
 * carry runs through.
 */
final class OrderedBits {

  private OrderedBits() {}

  static void fromValues(double[] values, int from, int count, long[] numbers) {
    for (int i = 0; i < count; i++) {
      numbers[i] = turn(Double.doubleToRawLongBits(values[from + i]));
    }
  }

  static void toValues(long[] numbers, int count, double[] values) {
    for (int i = 0; i < count; i++) {
      values[i] = Double.longBitsToDouble(turn(numbers[i]));
    }
  }

  /** Turns bits into an ordered integer, and back: negative values ascend as bits descend. */
  private static long turn(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
