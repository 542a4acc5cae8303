package io.kaldrix.monitor.core.series.chunk;

import static io.kaldrix.monitor.core.series.chunk.IntegerColumn.DELTA;
import static io.kaldrix.monitor.core.series.chunk.IntegerColumn.DELTA_OF_DELTA;
import static io.kaldrix.monitor.core.series.chunk.IntegerColumn.LEVEL;
import static io.kaldrix.monitor.core.series.chunk.IntegerColumn.LINE;

import java.util.Arrays;

/**
 * Writes an {@link IntegerColumn} in the smallest form: {@link #plan} chooses it, {@link #write}
 * writes what was planned. For one thread at a time.
 */
final class IntegerColumnEncoder {

  /** A spread of so many bits more than distances usually have is worth a look for outliers. */
  private static final int SUSPICIOUS_BITS = 6;

  private static final int PROBES = 9;

  private static final int TRY_ALL = -1;

  private final long[] differences; // of neighbours
  private final long[] others; // second differences, or distances from a line
  private final long[] probes = new long[PROBES];
  private final int[] widths = new int[Long.SIZE + 1]; // how many residuals have each width

  private long[] numbers = {};
  private int count;
  private int rule;
  private long lineStep;
  private long base;
  private int candidateShift;
  private int shift;
  private int width;
  private boolean patched;
  private int bytes;

  IntegerColumnEncoder(int mostNumbers) {
    differences = new long[mostNumbers];
    others = new long[mostNumbers];
  }

  /**
   * Chooses how to write integers that rise by one step, which is the cheapest to write and read.
   *
   * @param howMany 2 or more
   */
  void planSteady(long[] integers, int howMany, long step) {
    numbers = integers;
    count = howMany;
    candidateShift = 0;
    bytes = Integer.MAX_VALUE;
    take(DELTA, step, 0, 0, 0);
  }

  /**
   * Chooses how to write {@code count} integers, which must stay as they are until they are
   * written.
   *
   * @param evenlySpaced whether they may lie around a line, as times do
   * @return how many bytes they take
   */
  int plan(long[] integers, int howMany, boolean evenlySpaced) {
    numbers = integers;
    count = howMany;
    bytes = Integer.MAX_VALUE;
    if (howMany == 1) {
      candidateShift = 0;
      take(LEVEL, integers[0], 0, 0, 0);
      return bytes;
    }
    if (evenlySpaced) {
      considerLine();
      if (rule != LINE
          || patched
          || width >= Varint.signedWidth(lineStep)) { // gaps, and no other jitter
        considerDifferences();
      }
      return bytes;
    }
    switch (howMany < LikelyRule.LEAST_NUMBERS ? TRY_ALL : LikelyRule.of(numbers, count)) {
      case LEVEL -> considerLevel();
      case DELTA -> considerDifferences();
      case DELTA_OF_DELTA -> {
        considerDifferences();
        considerSecondDifferences();
      }
      default -> {
        considerLevel();
        considerDifferences();
        if (howMany > 2) {
          considerSecondDifferences();
        }
      }
    }
    return bytes;
  }

  private void considerLevel() {
    long first = numbers[0];
    long least = first;
    long most = first;
    long bits = 0;
    for (int i = 1; i < count; i++) {
      long number = numbers[i];
      if (number < least) {
        least = number;
      }
      if (number > most) {
        most = number;
      }
      bits |= number - first;
    }
    shiftBy(bits);
    consider(LEVEL, numbers, least, most);
  }

  private void considerDifferences() {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    long bits = 0;
    long previous = numbers[0];
    for (int i = 1; i < count; i++) {
      long number = numbers[i];
      long difference = number - previous;
      if (difference < least) {
        least = difference;
      }
      if (difference > most) {
        most = difference;
      }
      bits |= difference;
      differences[i] = difference;
      previous = number;
    }
    shiftBy(bits);
    consider(DELTA, differences, least, most);
  }

  /** Second differences end with the zeros that differences end with. */
  private void considerSecondDifferences() {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 2; i < count; i++) {
      long difference = differences[i] - differences[i - 1];
      if (difference < least) {
        least = difference;
      }
      if (difference > most) {
        most = difference;
      }
      others[i] = difference;
    }
    consider(DELTA_OF_DELTA, others, least, most);
  }

  private void considerLine() {
    lineStep = Math.floorDiv(numbers[count - 1] - numbers[0] + (count - 1) / 2, count - 1);
    long level = 0;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      long distance = numbers[i] - level;
      level += lineStep;
      if (distance < least) {
        least = distance;
      }
      if (distance > most) {
        most = distance;
      }
      others[i] = distance;
    }
    candidateShift = 0;
    consider(LINE, others, least, most);
  }

  private void shiftBy(long bits) {
    int zeros = bits == 0 ? 0 : Long.numberOfTrailingZeros(bits);
    candidateShift = zeros * count > 2 * Byte.SIZE ? zeros : 0;
  }

  /** Takes the rule if it makes fewer bytes than what was taken before. */
  private void consider(int candidate, long[] residuals, long least, long most) {
    int leading = IntegerColumn.leading(candidate, count);
    long spread = most - least;
    take(candidate, least, spread, 0, 0);
    if (count - leading > PROBES && looksSpoilt(residuals, leading, spread)) {
      considerPatches(candidate, residuals, leading, middleOf(residuals, leading));
    }
  }

  /** Returns whether the spread is far more than the distances between some of the residuals. */
  private boolean looksSpoilt(long[] residuals, int leading, long spread) {
    int stride = (count - 1 - leading) / PROBES;
    long probe = residuals[leading];
    int distances = 0;
    for (int i = leading + stride; i < count; i += stride) {
      long next = residuals[i];
      distances += Varint.signedWidth(next - probe);
      probe = next;
    }
    int probed = (count - 1 - leading) / stride;
    return Varint.signedWidth(spread) * probed > distances + SUSPICIOUS_BITS * probed;
  }

  private long middleOf(long[] residuals, int leading) {
    int stride = (count - leading) / PROBES;
    for (int i = 0; i < PROBES; i++) {
      probes[i] = residuals[leading + i * stride];
    }
    Arrays.sort(probes);
    return probes[PROBES / 2];
  }

  private void considerPatches(int candidate, long[] residuals, int leading, long middle) {
    Arrays.fill(widths, 0);
    for (int i = leading; i < count; i++) {
      widths[Varint.signedWidth(residuals[i] - middle)]++;
    }
    int inside = 0;
    int bestWidth = -1;
    long bestBits = Long.MAX_VALUE;
    for (int w = 0; w <= BitPacking.WIDEST_SHIFTED; w++) {
      inside += widths[w];
      int outside = count - leading - inside;
      long bits = (long) (count - leading) * w + (long) outside * patchBits(outside);
      if (inside > 0 && bits < bestBits) {
        bestBits = bits;
        bestWidth = w;
      }
    }
    if (bestWidth < 0) {
      return;
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = leading; i < count; i++) {
      long residual = residuals[i];
      if (Varint.signedWidth(residual - middle) <= bestWidth) {
        least = Math.min(least, residual);
        most = Math.max(most, residual);
      }
    }
    int patches = 0;
    int patchBytes = 0;
    int patchWidth = BitPacking.widthOf((most - least) >>> candidateShift);
    int last = leading - 1;
    for (int i = leading; i < count; i++) {
      long number = (residuals[i] - least) >> candidateShift;
      if (isOutside(number, patchWidth)) {
        patches++;
        patchBytes += Varint.bytes(i - last) + Varint.bytes(Varint.zigzag(number));
        last = i;
      }
    }
    take(candidate, least, most - least, patches, patchBytes);
  }

  private void take(int candidate, long least, long spread, int patches, int patchBytes) {
    int leading = IntegerColumn.leading(candidate, count);
    boolean anyPacked = count > leading;
    long low = anyPacked ? least : 0;
    int needed = anyPacked ? BitPacking.widthOf(spread >>> candidateShift) : 0;
    int size =
        2
            + (candidateShift > 0 ? 1 : 0)
            + headBytes(candidate)
            + Varint.bytes(Varint.zigzag(low))
            + (patches > 0 ? Varint.bytes(patches) + patchBytes : 0)
            + BitPacking.bytesOf(count - leading, needed);
    if (size >= bytes) {
      return;
    }
    bytes = size;
    rule = candidate;
    shift = candidateShift;
    base = low;
    width = needed;
    patched = patches > 0;
  }

  private int headBytes(int candidate) {
    return switch (candidate) {
      case LINE -> Varint.bytes(Varint.zigzag(lineStep));
      case DELTA -> Varint.bytes(Varint.zigzag(numbers[0]));
      case DELTA_OF_DELTA ->
          Varint.bytes(Varint.zigzag(numbers[0])) + Varint.bytes(Varint.zigzag(differences[1]));
      default -> 0;
    };
  }

  /**
   * Writes what was planned.
   *
   * @param owners what the owner keeps in the header, 0 to 15
   * @param ownersFlag one bit more of it
   */
  void write(ByteSink sink, int owners, boolean ownersFlag) {
    sink.add(
        rule
            | (patched ? IntegerColumn.PATCHED : 0)
            | (shift > 0 ? IntegerColumn.SHIFTED : 0)
            | owners << IntegerColumn.OWNERS_SHIFT);
    sink.add(width | (ownersFlag ? IntegerColumn.OWNERS_FLAG : 0));
    if (shift > 0) {
      sink.add(shift);
    }
    if (rule == LINE) {
      sink.addZigzag(lineStep);
    } else if (rule != LEVEL) {
      sink.addZigzag(numbers[0]);
    }
    if (rule == DELTA_OF_DELTA) {
      sink.addZigzag(differences[1]);
    }
    sink.addZigzag(base);
    int leading = IntegerColumn.leading(rule, count);
    long[] residuals = residuals();
    if (patched) {
      writePatches(sink, residuals, leading);
    }
    sink.addPacked(residuals, leading, count, base, shift, width);
  }

  private long[] residuals() {
    return switch (rule) {
      case LEVEL -> numbers;
      case DELTA -> differences;
      default -> others;
    };
  }

  private void writePatches(ByteSink sink, long[] residuals, int leading) {
    int patches = 0;
    for (int i = leading; i < count; i++) {
      patches += isOutside((residuals[i] - base) >> shift, width) ? 1 : 0;
    }
    sink.addVarint(patches);
    int last = leading - 1;
    for (int i = leading; i < count; i++) {
      long number = (residuals[i] - base) >> shift;
      if (isOutside(number, width)) {
        sink.addVarint(i - last);
        sink.addZigzag(number);
        last = i;
      }
    }
  }

  /** Bits of a patch: its index, and what lies outside of a width, taken as 24 bits. */
  private static int patchBits(int patches) {
    return patches == 0 ? 0 : 32;
  }

  private static boolean isOutside(long number, int width) {
    return width < Long.SIZE && number >>> width != 0;
  }
}
