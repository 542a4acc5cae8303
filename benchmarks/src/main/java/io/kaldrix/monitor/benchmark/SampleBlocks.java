package io.kaldrix.monitor.benchmark;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Blocks of consecutive samples, as monitors store them: many blocks of one kind, or of all kinds
 * in turn, so that no branch predictor learns one of them by heart.
 */
final class SampleBlocks {

  /** What the samples are of. */
  enum Kind {
    /** A load in percent with two decimals that wanders about its mean; steady times. */
    DECIMALS,
    /** Requests counted, about 150 a tick; steady times. */
    COUNTER,
    /** The size of a pool: a whole number that changes once in fifty ticks; steady times. */
    FLAT,
    /** Noise in every bit of the mantissa, the worst that can be; steady times. */
    MANTISSA,
    /** A counter whose times are late by up to 40 ms, as when each sample has its own clock. */
    JITTERED
  }

  /** All kinds by name, and {@code mix}, which is all of them in turn. */
  static final List<String> KINDS =
      Stream.concat(Stream.of(Kind.values()).map(Kind::name), Stream.of("mix")).toList();

  private static final long START_MILLIS = 1_700_000_000_000L;
  private static final long STEP_MILLIS = 15_000;

  private final long[][] timestampsMillis;
  private final double[][] values;

  private SampleBlocks(int blocks) {
    timestampsMillis = new long[blocks][];
    values = new double[blocks][];
  }

  /**
   * Returns blocks.
   *
   * @param kind the name of a {@link Kind}, or {@code mix} for all in turn
   * @param blocks how many blocks
   * @param samples how many samples each has
   */
  static SampleBlocks of(String kind, int blocks, int samples) {
    SampleBlocks made = new SampleBlocks(blocks);
    Random random = new Random(42);
    for (int i = 0; i < blocks; i++) {
      Kind ofBlock =
          kind.equals("mix") ? Kind.values()[i % Kind.values().length] : Kind.valueOf(kind);
      made.timestampsMillis[i] = timestamps(ofBlock, samples, random);
      made.values[i] = values(ofBlock, samples, random);
    }
    return made;
  }

  int size() {
    return values.length;
  }

  long[] timestampsMillis(int block) {
    return timestampsMillis[block];
  }

  double[] values(int block) {
    return values[block];
  }

  private static long[] timestamps(Kind kind, int samples, Random random) {
    long[] timestamps = new long[samples];
    long start = START_MILLIS + STEP_MILLIS * random.nextInt(100_000);
    for (int i = 0; i < samples; i++) {
      timestamps[i] = start + STEP_MILLIS * i + (kind == Kind.JITTERED ? random.nextInt(40) : 0);
    }
    return timestamps;
  }

  private static double[] values(Kind kind, int samples, Random random) {
    double[] values = new double[samples];
    double load = 20 + random.nextInt(40);
    double count = random.nextInt(5_000_000);
    double pool = random.nextInt(1000);
    for (int i = 0; i < samples; i++) {
      values[i] =
          switch (kind) {
            case DECIMALS -> {
              load += 0.1 * (35 - load) + 2.5 * random.nextGaussian();
              load = Math.max(0, Math.min(100, load));
              yield Math.round(load * 100) / 100.0;
            }
            case COUNTER, JITTERED -> {
              count += Math.max(0, Math.round(150 + 25 * random.nextGaussian()));
              yield count;
            }
            case FLAT -> {
              pool += random.nextInt(50) == 0 ? random.nextInt(21) - 10 : 0;
              yield pool;
            }
            case MANTISSA -> 50 + 10 * random.nextGaussian();
          };
    }
    return values;
  }
}
