package io.kaldrix.monitor.core.series.chunk;

import java.util.Arrays;

/**
 * Values that were written with few decimals, as integers: {@code value = integer / 10^digits}.
 * Division, since it is correctly rounded: the quotient is the double nearest to the decimal, which
 * is what rounding to decimals and parsing return. A value counts as such only if the way back
 * gives its very bits, so {@code -0.0} and {@code NaN} do not.
 *
 * <p>The idea is that of ALP (Afroozeh, Kuffó, Boncz: Adaptive Lossless floating-Point Compression,
 * SIGMOD 2023); we take one power of ten and a division where ALP takes two and multiplies.
 */
final class DecimalScale {

  /** The most decimals. */
  static final int MOST_DIGITS = 14;

  /** Says that values are not decimals. */
  static final int NONE = 15;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
  };

  private static final int PROBES = 3;

  /** With more bits an integer is no shorter than the value, and any value would fit. */
  private static final int MOST_BITS = 50;

  /** Added and subtracted, it rounds a double of fewer than 52 bits to an integer. */
  private static final double ROUNDING = 0x1.8p52;

  /** In the sum the integer stands in the lowest bits. */
  private static final long ROUNDING_BITS = Double.doubleToRawLongBits(ROUNDING);

  /** Integers from -2^51 to below 2^51 are rounded right. */
  private static final long ROUNDED = 1L << 51;

  private DecimalScale() {}

  /**
   * Returns the number of decimals that some of the values have, or {@link #NONE} if more than one
   * of them is no decimal.
   */
  static int probe(double[] values, int from, int count) {
    int digits = 0;
    int misfits = 0;
    int probes = Math.min(PROBES, count);
    for (int i = 0; i < probes; i++) {
      double value = values[from + (int) ((long) i * count / probes)];
      int needed = digitsOf(value, digits);
      if (needed != NONE) {
        digits = needed;
      } else if (!Double.isNaN(value) && ++misfits > 1) {
        return NONE;
      }
    }
    return digits;
  }

  /** Returns the number of decimals of a value, {@code least} or more, or {@link #NONE}. */
  static int digitsOf(double value, int least) {
    if (fits(value, least)) {
      return least;
    }
    int most = mostDigits(value);
    if (most <= least || !fits(value, most)) {
      return NONE;
    }
    int digits = least + 1;
    while (!fits(value, digits)) {
      digits++;
    }
    return digits;
  }

  private static int mostDigits(double value) {
    int exponent = Math.getExponent(value);
    return Math.min(MOST_DIGITS, ((MOST_BITS - exponent) * 1233) >> 12); // log10(2) = 1233 / 4096
  }

  private static boolean fits(double value, int digits) {
    long integer = Math.round(value * POWERS[digits]);
    return sameBits(integer / POWERS[digits], value);
  }

  /**
   * Writes the integers of the values; a misfit repeats the integer before it.
   *
   * @param sums as long as {@code numbers}, used for intermediate results
   * @param quotients as {@code sums}
   * @param misfits receives the indexes of the values that are not of so many decimals
   * @return the number of misfits; counting stops at the length of {@code misfits}
   */
  static int toIntegers(
      double[] values,
      int from,
      int count,
      int digits,
      long[] numbers,
      double[] sums,
      double[] quotients,
      int[] misfits) {
    // loops of their own, without a branch: the compiler makes vectors of them
    double power = POWERS[digits];
    for (int i = 0; i < count; i++) {
      sums[i] = values[from + i] * power + ROUNDING;
    }
    if (digits == 0) {
      for (int i = 0; i < count; i++) {
        quotients[i] = sums[i] - ROUNDING;
      }
    } else {
      for (int i = 0; i < count; i++) {
        quotients[i] = (sums[i] - ROUNDING) / power;
      }
    }
    long differing = 0;
    long beyond = 0;
    for (int i = 0; i < count; i++) {
      long integer = Double.doubleToRawLongBits(sums[i]) - ROUNDING_BITS;
      differing |=
          Double.doubleToRawLongBits(quotients[i]) ^ Double.doubleToRawLongBits(values[from + i]);
      beyond |= integer + ROUNDED;
      numbers[i] = integer;
    }
    return differing == 0 && beyond >>> 52 == 0
        ? 0
        : replaceMisfits(values, from, count, numbers, quotients, misfits);
  }

  private static int replaceMisfits(
      double[] values, int from, int count, long[] numbers, double[] quotients, int[] misfits) {
    int found = 0;
    long previous = 0;
    for (int i = 0; i < count; i++) {
      if (sameBits(quotients[i], values[from + i]) && (numbers[i] + ROUNDED) >>> 52 == 0) {
        previous = numbers[i];
      } else {
        if (found == misfits.length) {
          return found;
        }
        misfits[found++] = i;
        numbers[i] = previous;
      }
    }
    return repeatedToTheLeft(numbers, count, misfits, found);
  }

  /** Misfits before all others have no integer before them: they take the first after them. */
  private static int repeatedToTheLeft(long[] numbers, int count, int[] misfits, int found) {
    int leading = 0;
    while (leading < found && misfits[leading] == leading) {
      leading++;
    }
    if (leading > 0 && leading < count) {
      Arrays.fill(numbers, 0, leading, numbers[leading]);
    }
    return found;
  }

  /** Divides integers into the values that they stand for. */
  static void shiftPoint(double[] values, int count, int digits) {
    if (digits > 0) {
      double power = POWERS[digits];
      for (int i = 0; i < count; i++) {
        values[i] /= power;
      }
    }
  }

  private static boolean sameBits(double some, double other) {
    return Double.doubleToRawLongBits(some) == Double.doubleToRawLongBits(other);
  }
}
