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

  /** A spread of eight times that of a few probes is worth a look for outliers. */
  private static final int SUSPICIOUS_BITS = 3;

  private static final int PROBES = 9;

  private final long[] differences; // of neighbours
  private final long[] others; // second differences, or distances from a line
  private final long[] probes = new long[PROBES];
  private final int[] widths = new int[Long.SIZE + 1]; // how many residuals have each width

  private long[] numbers = {};
  private int count;
  private int rule;
  private long lineStep;
  private long base;
  private int shift;
  private int width;
  private boolean patched;
  private int bytes;

  IntegerColumnEncoder(int mostNumbers) {
    differences = new long[mostNumbers];
    others = new long[mostNumbers];
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
    long first = integers[0];
    long least = first;
    long most = first;
    long leastDifference = Long.MAX_VALUE;
    long mostDifference = Long.MIN_VALUE;
    long bits = 0;
    long previous = first;
    long[] distances = differences;
    for (int i = 1; i < howMany; i++) {
      long number = integers[i];
      long distance = number - previous;
      least = Math.min(least, number);
      most = Math.max(most, number);
      leastDifference = Math.min(leastDifference, distance);
      mostDifference = Math.max(mostDifference, distance);
      bits |= distance;
      distances[i] = distance;
      previous = number;
    }
    int zeros = bits == 0 ? 0 : Long.numberOfTrailingZeros(bits);
    shift = zeros * howMany > 2 * Byte.SIZE ? zeros : 0;
    bytes = Integer.MAX_VALUE;
    consider(LEVEL, integers, least, most);
    if (howMany > 1) {
      consider(DELTA, distances, leastDifference, mostDifference);
    }
    if (howMany > 2) {
      if (evenlySpaced) {
        considerLine();
      } else if (secondDifferencesLookSmaller(leastDifference, mostDifference)) {
        considerSecondDifferences();
      }
    }
    return bytes;
  }

  private void considerLine() {
    long slope = (numbers[count - 1] - numbers[0]) / (count - 1);
    lineStep = slope;
    long level = 0;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      long distance = numbers[i] - level;
      least = Math.min(least, distance);
      most = Math.max(most, distance);
      others[i] = distance;
      level += slope;
    }
    int zerosOfDifferences = shift;
    shift = 0;
    if (!consider(LINE, others, least, most)) {
      shift = zerosOfDifferences;
    }
  }

  private void considerSecondDifferences() {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 2; i < count; i++) {
      long difference = differences[i] - differences[i - 1];
      least = Math.min(least, difference);
      most = Math.max(most, difference);
      others[i] = difference;
    }
    consider(DELTA_OF_DELTA, others, least, most);
  }

  private boolean secondDifferencesLookSmaller(long leastDifference, long mostDifference) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    int probed = Math.min(count, 2 + 2 * PROBES);
    for (int i = 2; i < probed; i++) {
      long difference = differences[i] - differences[i - 1];
      least = Math.min(least, difference);
      most = Math.max(most, difference);
    }
    return Long.compareUnsigned(most - least, (mostDifference - leastDifference) >>> 1) < 0;
  }

  /** Takes the rule if it makes fewer bytes than what was taken before; returns whether it does. */
  private boolean consider(int candidate, long[] residuals, long least, long most) {
    int leading = IntegerColumn.leading(candidate, count);
    long spread = most - least;
    boolean taken = take(candidate, least, spread, 0, 0);
    if (count - leading >= PROBES && spread != 0) {
      int stride = (count - leading) / PROBES;
      for (int i = 0; i < PROBES; i++) {
        probes[i] = residuals[leading + i * stride];
      }
      sortProbes();
      long usual = probes[PROBES - 2] - probes[1]; // but for one outlier on each side
      if (usual >= 0 && Long.compareUnsigned(spread >>> SUSPICIOUS_BITS, usual) > 0) {
        taken |= considerPatches(candidate, residuals, leading, probes[PROBES / 2]);
      }
    }
    return taken;
  }

  private boolean considerPatches(int candidate, long[] residuals, int leading, long middle) {
    Arrays.fill(widths, 0);
    for (int i = leading; i < count; i++) {
      widths[signedWidth(residuals[i] - middle)]++;
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
      return false;
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = leading; i < count; i++) {
      long residual = residuals[i];
      if (signedWidth(residual - middle) <= bestWidth) {
        least = Math.min(least, residual);
        most = Math.max(most, residual);
      }
    }
    int patches = 0;
    int patchBytes = 0;
    int patchWidth = BitPacking.widthOf((most - least) >>> shift);
    int last = leading - 1;
    for (int i = leading; i < count; i++) {
      long number = (residuals[i] - least) >> shift;
      if (isOutside(number, patchWidth)) {
        patches++;
        patchBytes += varintBytes(i - last) + varintBytes(zigzag(number));
        last = i;
      }
    }
    return take(candidate, least, most - least, patches, patchBytes);
  }

  private boolean take(int candidate, long least, long spread, int patches, int patchBytes) {
    int leading = IntegerColumn.leading(candidate, count);
    boolean anyPacked = count > leading;
    long low = anyPacked ? least : 0;
    int needed = anyPacked ? BitPacking.widthOf(spread >>> shift) : 0;
    int size =
        2
            + (shift > 0 ? 1 : 0)
            + headBytes(candidate)
            + varintBytes(zigzag(low))
            + (patches > 0 ? varintBytes(patches) + patchBytes : 0)
            + BitPacking.bytesOf(count - leading, needed);
    if (size >= bytes) {
      return false;
    }
    bytes = size;
    rule = candidate;
    base = low;
    width = needed;
    patched = patches > 0;
    return true;
  }

  private int headBytes(int candidate) {
    return switch (candidate) {
      case LINE -> varintBytes(zigzag(lineStep));
      case DELTA -> varintBytes(zigzag(numbers[0]));
      case DELTA_OF_DELTA -> varintBytes(zigzag(numbers[0])) + varintBytes(zigzag(differences[1]));
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

  private static int signedWidth(long number) {
    return number == 0 ? 0 : Long.SIZE + 1 - Long.numberOfLeadingZeros(number ^ (number >> 63));
  }

  private static long zigzag(long number) {
    return (number << 1) ^ (number >> 63);
  }

  private static int varintBytes(long number) {
    return (Long.SIZE - Long.numberOfLeadingZeros(number | 1) + 6) / 7;
  }

  private void sortProbes() {
    for (int i = 1; i < PROBES; i++) {
      long probe = probes[i];
      int at = i;
      for (; at > 0 && probes[at - 1] > probe; at--) {
        probes[at] = probes[at - 1];
      }
      probes[at] = probe;
    }
  }
}
