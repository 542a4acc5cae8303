package io.kaldrix.monitor.core.series.chunk;

import io.kaldrix.monitor.api.series.StaleMarker;
import java.util.Arrays;
import java.util.Random;

/** Samples of every kind that a chunk may meet, from seeds. */
final class SampleCorpus {

  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final long STEP_MILLIS = 10_000;

  /** Values of one kind. */
  enum Kind {
    TWO_DECIMALS,
    COUNTER,
    COUNTER_WITH_RESETS,
    FLAT,
    SELDOM_CHANGING,
    FULL_MANTISSA,
    AROUND_ZERO,
    NANOSECONDS_IN_SECONDS,
    WIDENED_FLOATS,
    PAGES,
    SPIKES,
    ENDING_STALE,
    SPECIAL,
    ANY_BITS,
    HUGE_INTEGERS,
    MIXED
  }

  /** Timestamps of one kind. */
  enum Ticks {
    REGULAR,
    JITTERED,
    WITH_GAPS,
    DENSE,
    ANYWHERE
  }

  private SampleCorpus() {}

  static double[] values(Kind kind, int count, Random random) {
    double[] values = new double[count];
    double level = random.nextInt(100_000);
    double steady = Math.round(random.nextDouble() * 10_000) / 100.0;
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (kind) {
            case TWO_DECIMALS -> Math.round(3500 + 400 * random.nextGaussian()) / 100.0;
            case COUNTER -> {
              level += random.nextInt(200);
              yield level;
            }
            case COUNTER_WITH_RESETS -> {
              level = random.nextInt(40) == 0 ? random.nextInt(10) : level + random.nextInt(50);
              yield level;
            }
            case FLAT -> steady;
            case SELDOM_CHANGING -> {
              level += random.nextInt(15) == 0 ? random.nextInt(21) - 10 : 0;
              yield level;
            }
            case FULL_MANTISSA -> 50 + 10 * random.nextGaussian();
            case AROUND_ZERO -> random.nextGaussian();
            case NANOSECONDS_IN_SECONDS -> {
              level += random.nextInt(1_000_000_000);
              yield level / 1e9;
            }
            case WIDENED_FLOATS -> (double) random.nextFloat();
            case PAGES -> 4096.0 * (100_000 + random.nextInt(1000));
            case SPIKES -> random.nextInt(40) == 0 ? random.nextInt() : random.nextInt(100) / 10.0;
            case ENDING_STALE -> i == count - 1 ? StaleMarker.VALUE : random.nextInt(1000) / 100.0;
            case SPECIAL -> special(random);
            case ANY_BITS -> Double.longBitsToDouble(random.nextLong());
            case HUGE_INTEGERS -> (double) random.nextLong();
            case MIXED ->
                random.nextInt(8) == 0
                    ? special(random)
                    : Math.round(random.nextDouble() * 99) / 1e3;
          };
    }
    return values;
  }

  private static double special(Random random) {
    double[] specials = {
      0.0,
      -0.0,
      Double.NaN,
      StaleMarker.VALUE,
      Double.longBitsToDouble(0xfff8_0000_dead_beefL),
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MIN_NORMAL,
      Double.MAX_VALUE,
      -Double.MAX_VALUE,
      (double) Long.MAX_VALUE,
      (double) Long.MIN_VALUE,
      0x1p51 + 1,
      0x1p53 - 1,
      0.1 + 0.2
    };
    return specials[random.nextInt(specials.length)];
  }

  static long[] timestamps(Ticks ticks, int count, Random random) {
    if (ticks == Ticks.ANYWHERE) {
      return anywhere(count, random);
    }
    long[] timestamps = new long[count];
    long tick = START_MILLIS;
    for (int i = 0; i < count; i++) {
      timestamps[i] =
          switch (ticks) {
            case JITTERED -> tick + random.nextInt(40);
            case DENSE -> START_MILLIS + i;
            default -> tick;
          };
      boolean gap = ticks == Ticks.WITH_GAPS && random.nextInt(30) == 0;
      tick += gap ? (2 + random.nextInt(5)) * STEP_MILLIS : STEP_MILLIS;
    }
    return timestamps;
  }

  private static long[] anywhere(int count, Random random) {
    long[] timestamps = random.longs().distinct().limit(count).sorted().toArray();
    if (count > 1) {
      timestamps[0] = Long.MIN_VALUE;
      timestamps[count - 1] = Long.MAX_VALUE;
    }
    return timestamps;
  }

  static long[] bits(double[] values, int count) {
    return Arrays.stream(values, 0, count).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
