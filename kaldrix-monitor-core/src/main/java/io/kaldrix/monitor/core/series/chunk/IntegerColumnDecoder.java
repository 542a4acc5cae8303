package io.kaldrix.monitor.core.series.chunk;

/** Reads an {@link IntegerColumn}. For one thread at a time. */
final class IntegerColumnDecoder {

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
   * Reads {@code count} integers.
   *
   * @throws DamagedChunkException if they are not all there
   */
  void read(ByteSource source, long[] numbers, int count) {
    int form = source.next();
    int second = source.next();
    owners = form >>> IntegerColumn.OWNERS_SHIFT;
    ownersFlag = (second & IntegerColumn.OWNERS_FLAG) != 0;
    int width = second & IntegerColumn.WIDTH;
    if (!BitPacking.isWidth(width)) {
      throw source.damaged("says a width of " + width + " bits, must be 0 to 57 or 64");
    }
    int shift = (form & IntegerColumn.SHIFTED) == 0 ? 0 : source.next();
    if (shift >= Long.SIZE) {
      throw source.damaged("says a shift by " + shift + " bits, must be less than 64");
    }
    int rule = form & IntegerColumn.RULE;
    long first = rule == IntegerColumn.LEVEL ? 0 : source.nextZigzag();
    long difference = rule == IntegerColumn.DELTA_OF_DELTA ? source.nextZigzag() : 0;
    long base = source.nextZigzag();
    int leading = IntegerColumn.leading(rule, count);
    int patches = 0;
    int patchesAt = 0;
    if ((form & IntegerColumn.PATCHED) != 0) {
      patches = source.nextCount(count - leading, "patches");
      patchesAt = source.at();
      for (int i = 0; i < patches; i++) {
        source.nextVarint();
        source.nextVarint();
      }
    }
    int packed = source.skip(BitPacking.bytesOf(count - leading, width));
    BitPacking.unpack(source.bytes(), packed, width, numbers, leading, count);
    if (patches > 0) {
      patch(source, patchesAt, patches, numbers, leading, count);
    }
    switch (rule) {
      case IntegerColumn.LEVEL -> line(numbers, count, base, 0, shift);
      case IntegerColumn.LINE -> line(numbers, count, base, first, shift);
      case IntegerColumn.DELTA -> delta(numbers, count, base, first, shift);
      default -> deltaOfDelta(numbers, count, base, first, difference, shift);
    }
  }

  private static void patch(
      ByteSource source, int patchesAt, int patches, long[] numbers, int leading, int count) {
    int behind = source.at();
    source.goTo(patchesAt);
    int index = leading - 1;
    for (int i = 0; i < patches; i++) {
      index += source.nextCount(count - 1 - index, "integers to the next patch");
      if (index < leading) {
        throw source.damaged("says a patch before the first integer that can have one");
      }
      numbers[index] = source.nextZigzag();
    }
    source.goTo(behind);
  }

  private static void line(long[] numbers, int count, long base, long step, int shift) {
    long level = base;
    for (int i = 0; i < count; i++) {
      numbers[i] = level + (numbers[i] << shift);
      level += step;
    }
  }

  private static void delta(long[] numbers, int count, long base, long first, int shift) {
    long number = first;
    numbers[0] = number;
    for (int i = 1; i < count; i++) {
      number += base + (numbers[i] << shift);
      numbers[i] = number;
    }
  }

  private static void deltaOfDelta(
      long[] numbers, int count, long base, long first, long difference, int shift) {
    long number = first;
    long step = difference;
    numbers[0] = number;
    if (count > 1) {
      number += step;
      numbers[1] = number;
    }
    for (int i = 2; i < count; i++) {
      step += base + (numbers[i] << shift);
      number += step;
      numbers[i] = number;
    }
  }
}
