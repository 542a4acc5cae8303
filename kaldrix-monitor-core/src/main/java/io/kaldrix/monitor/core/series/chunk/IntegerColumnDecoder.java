package io.kaldrix.monitor.core.series.chunk;

import java.util.Arrays;

/** Reads an {@link IntegerColumn}. For one thread at a time. */
final class IntegerColumnDecoder {

  private int rule;
  private int width;
  private int shift;
  private long first;
  private long difference;
  private long base;
  private int leading;
  private int patches;
  private int patchesAt;
  private int packedAt;
  private int owners;
  private boolean ownersFlag;

  /** Returns what the owner had written into the header last read, 0 to 15. */
  int owners() {
    return owners;
  }

  /** Returns the owner's flag in the header last read. */
  boolean ownersFlag() {
    return ownersFlag;
  }

  /**
   * Reads how {@code count} integers lie, and goes behind them.
   *
   * @throws DamagedChunkException if they are not all there
   */
  void readHeader(ByteSource source, int count) {
    int form = source.next();
    int second = source.next();
    rule = form & IntegerColumn.RULE;
    owners = form >>> IntegerColumn.OWNERS_SHIFT;
    ownersFlag = (second & IntegerColumn.OWNERS_FLAG) != 0;
    width = second & IntegerColumn.WIDTH;
    if (!BitPacking.isWidth(width)) {
      throw source.damaged("says a width of " + width + " bits, must be 0 to 56 or 64");
    }
    shift = (form & IntegerColumn.SHIFTED) == 0 ? 0 : source.next();
    if (shift >= Long.SIZE) {
      throw source.damaged("says a shift by " + shift + " bits, must be less than 64");
    }
    first = rule == IntegerColumn.LEVEL ? 0 : source.nextZigzag();
    difference = rule == IntegerColumn.DELTA_OF_DELTA ? source.nextZigzag() : 0;
    base = source.nextZigzag();
    leading = IntegerColumn.leading(rule, count);
    patches = 0;
    if ((form & IntegerColumn.PATCHED) != 0) {
      patches = source.nextCount(count - leading, "patches");
      patchesAt = source.at();
      for (int i = 0; i < patches; i++) {
        source.nextVarint();
        source.nextVarint();
      }
    }
    packedAt = source.skip(BitPacking.bytesOf(count - leading, width));
  }

  /** Returns the step by which the integers rise, or 0 if they do not rise by one step. */
  long steadyStep() {
    if (width > 0 || patches > 0) {
      return 0;
    }
    return rule == IntegerColumn.LINE ? first : rule == IntegerColumn.DELTA ? base : 0;
  }

  /** Reads the integers as doubles, whose lower bits are lost if they have more than 53. */
  void readDoubles(ByteSource source, long[] numbers, double[] values, int count) {
    if (patches == 0 && rule == IntegerColumn.DELTA) {
      values[0] = (double) first;
      BitPacking.unpackSums(
          source.bytes(), packedAt, width, shift, base, first, values, leading, count);
    } else {
      readNumbers(source, numbers, count);
      for (int i = 0; i < count; i++) {
        values[i] = (double) numbers[i];
      }
    }
  }

  /** Reads the integers. */
  void readNumbers(ByteSource source, long[] numbers, int count) {
    if (width == 0 && patches == 0) {
      steady(numbers, count);
      return;
    }
    BitPacking.unpack(source.bytes(), packedAt, width, shift, base, numbers, leading, count);
    if (patches > 0) {
      patch(source, numbers, count);
    }
    switch (rule) {
      case IntegerColumn.LEVEL -> {}
      case IntegerColumn.LINE -> line(numbers, count, first);
      case IntegerColumn.DELTA -> delta(numbers, count, first);
      default -> deltaOfDelta(numbers, count, first, difference);
    }
  }

  /** What comes of residuals that are all the base. */
  private void steady(long[] numbers, int count) {
    if (rule == IntegerColumn.LEVEL) {
      Arrays.fill(numbers, 0, count, base);
    } else if (rule == IntegerColumn.DELTA_OF_DELTA) {
      Arrays.fill(numbers, 0, count, base);
      deltaOfDelta(numbers, count, first, difference);
    } else {
      long step = steadyStep();
      long number = rule == IntegerColumn.LINE ? base : first;
      for (int i = 0; i < count; i++) {
        numbers[i] = number;
        number += step;
      }
    }
  }

  private void patch(ByteSource source, long[] numbers, int count) {
    int behind = source.at();
    source.goTo(patchesAt);
    int index = leading - 1;
    for (int i = 0; i < patches; i++) {
      index += source.nextCount(count - 1 - index, "integers to the next patch");
      if (index < leading) {
        throw source.damaged("says a patch before the first integer that can have one");
      }
      numbers[index] = base + (source.nextZigzag() << shift);
    }
    source.goTo(behind);
  }

  private static void line(long[] numbers, int count, long step) {
    long level = 0;
    for (int i = 0; i < count; i++) {
      numbers[i] += level;
      level += step;
    }
  }

  private static void delta(long[] numbers, int count, long first) {
    long number = first;
    numbers[0] = number;
    for (int i = 1; i < count; i++) {
      number += numbers[i];
      numbers[i] = number;
    }
  }

  private static void deltaOfDelta(long[] numbers, int count, long first, long difference) {
    long number = first;
    long step = difference;
    numbers[0] = number;
    if (count > 1) {
      number += step;
      numbers[1] = number;
    }
    for (int i = 2; i < count; i++) {
      step += numbers[i];
      number += step;
      numbers[i] = number;
    }
  }
}
