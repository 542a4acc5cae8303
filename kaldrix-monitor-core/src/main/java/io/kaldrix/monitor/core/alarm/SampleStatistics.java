package io.kaldrix.monitor.core.alarm;

import io.kaldrix.monitor.api.rule.Statistic;
import io.kaldrix.monitor.api.rule.Statistic.Bound;
import java.util.Arrays;

/**
 * Makes one datapoint of the samples of a period.
 *
 * <p>Percentages go by rank, without interpolation: of n samples in ascending order the percentile
 * p is number ⌈n·p/100⌉, and the part from a% to b% begins after number ⌊n·a/100⌋ and ends with
 * number ⌈n·b/100⌉, so it is never empty and TM(:b%) ends with the percentile b. Values as bounds
 * leave the lower one out and take the upper one in.
 *
 * <p>Source: the CloudWatch user guide's definitions of statistics; how it ranks is not documented.
 */
public final class SampleStatistics {

  private SampleStatistics() {}

  /**
   * Returns the statistic of {@code samples}, {@code NaN} if there is none: no samples are there,
   * or a statistic of ranks is asked of samples that are not all zero or more.
   *
   * @param samples in any order, none {@code NaN}; left as they are
   */
  public static double of(Statistic statistic, double[] samples) {
    if (statistic.kind() == Statistic.Kind.SAMPLE_COUNT) {
      return samples.length == 0 ? Double.NaN : samples.length;
    }
    if (samples.length == 0) {
      return Double.NaN;
    }
    return switch (statistic.kind()) {
      case SAMPLE_COUNT -> samples.length;
      case AVERAGE -> sum(samples) / samples.length;
      case SUM -> sum(samples);
      case MINIMUM -> Arrays.stream(samples).min().orElse(Double.NaN);
      case MAXIMUM -> Arrays.stream(samples).max().orElse(Double.NaN);
      default -> ranked(statistic, samples);
    };
  }

  private static double ranked(Statistic statistic, double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    if (sorted[0] < 0) {
      return Double.NaN;
    }
    int n = sorted.length;
    int from = statistic.lower().map(bound -> first(bound, sorted)).orElse(0);
    int to = statistic.upper().map(bound -> end(bound, sorted)).orElse(n);
    double[] part = from < to ? Arrays.copyOfRange(sorted, from, to) : new double[0];
    return switch (statistic.kind()) {
      case PERCENTILE -> sorted[Math.max(0, to - 1)];
      case TRIMMED_COUNT -> part.length;
      case TRIMMED_SUM -> sum(part);
      case TRIMMED_MEAN -> part.length == 0 ? Double.NaN : sum(part) / part.length;
      case PERCENTILE_RANK -> 100.0 * part.length / n;
      case WINSORIZED_MEAN -> {
        double least = statistic.lower().map(bound -> edge(bound, sorted, from)).orElse(sorted[0]);
        double most =
            statistic.upper().map(bound -> edge(bound, sorted, to - 1)).orElse(sorted[n - 1]);
        yield Arrays.stream(sorted).map(v -> Math.min(most, Math.max(least, v))).sum() / n;
      }
      default -> throw new IllegalArgumentException(statistic + " is not a statistic of ranks");
    };
  }

  private static double edge(Bound bound, double[] sorted, int rank) {
    return bound.isPercent()
        ? sorted[Math.min(sorted.length - 1, Math.max(0, rank))]
        : bound.value();
  }

  /** Returns the index of the first sample of the part that begins at {@code bound}. */
  private static int first(Bound bound, double[] sorted) {
    return bound.isPercent()
        ? (int) Math.floor(sorted.length * bound.value() / 100 + 1e-9)
        : atMost(bound.value(), sorted);
  }

  /** Returns the index after the last sample of the part that ends at {@code bound}. */
  private static int end(Bound bound, double[] sorted) {
    return bound.isPercent()
        ? (int) Math.ceil(sorted.length * bound.value() / 100 - 1e-9)
        : atMost(bound.value(), sorted);
  }

  private static int atMost(double value, double[] sorted) {
    int count = 0;
    while (count < sorted.length && sorted[count] <= value) {
      count++;
    }
    return count;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
