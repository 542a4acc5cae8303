package io.kaldrix.monitor.core.query.histogram;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bounds of buckets, and how buckets of one histogram are made to fit those of another. */
final class BucketLayouts {

  private BucketLayouts() {}

  /** Returns the upper bound of an exponential bucket of positive values. */
  static double bound(int schema, int index) {
    double bound;
    if (schema <= 0) {
      bound = Math.scalb(1.0, Math.multiplyExact(index, 1 << -schema));
    } else {
      double fraction = (index & ((1 << schema) - 1)) / (double) (1 << schema);
      bound = Math.scalb(Math.pow(2, fraction), index >> schema);
    }
    return Double.isInfinite(bound) && isLargest(schema, index) ? Double.MAX_VALUE : bound;
  }

  private static boolean isLargest(int schema, int index) {
    double exponent =
        schema <= 0 ? (double) index * (1 << -schema) : index / (double) (1 << schema);
    return exponent <= 1024;
  }

  /**
   * Returns a histogram in buckets that another's values can be counted in too, as far as that can
   * be done from this side alone: not finer, its zero bucket not smaller, bounds that both have.
   */
  static NativeHistogram fitted(NativeHistogram histogram, NativeHistogram other) {
    if (histogram.isCustom()) {
      return histogram.bounds().equals(other.bounds()) ? histogram : common(histogram, other);
    }
    NativeHistogram coarse = histogram;
    if (other.schema() < histogram.schema()) {
      int shift = histogram.schema() - other.schema();
      coarse =
          with(
              histogram,
              other.schema(),
              histogram.positive().moved(index -> ((index - 1) >> shift) + 1),
              histogram.negative().moved(index -> ((index - 1) >> shift) + 1),
              histogram.bounds());
    }
    return other.zeroThreshold() > coarse.zeroThreshold()
        ? widened(coarse, other.zeroThreshold())
        : coarse;
  }

  private static NativeHistogram common(NativeHistogram histogram, NativeHistogram other) {
    List<Double> common = new ArrayList<>(histogram.bounds());
    common.retainAll(other.bounds());
    Counts counts =
        histogram
            .positive()
            .moved(
                index -> {
                  int target = 0;
                  while (index < histogram.bounds().size()
                      && target < common.size()
                      && common.get(target) < histogram.bounds().get(index)) {
                    target++;
                  }
                  return index < histogram.bounds().size() ? target : common.size();
                });
    return with(histogram, histogram.schema(), counts, histogram.negative(), common);
  }

  /** Returns a histogram whose zero bucket reaches so far, farther if that is within a bucket. */
  private static NativeHistogram widened(NativeHistogram histogram, double threshold) {
    double reach = threshold;
    for (double before = -1; before != reach; ) {
      before = reach;
      reach = outermost(histogram, histogram.positive(), reach);
      reach = outermost(histogram, histogram.negative(), reach);
    }
    List<Integer> above = within(histogram, histogram.positive(), reach);
    List<Integer> below = within(histogram, histogram.negative(), reach);
    double zeroCount = histogram.zeroCount();
    for (int index : above) {
      zeroCount += histogram.positive().at(index);
    }
    for (int index : below) {
      zeroCount += histogram.negative().at(index);
    }
    return new NativeHistogram(
        histogram.schema(),
        histogram.hint(),
        histogram.count(),
        histogram.sum(),
        reach,
        zeroCount,
        histogram.positive().without(above),
        histogram.negative().without(below),
        histogram.bounds());
  }

  private static double outermost(NativeHistogram histogram, Counts counts, double reach) {
    double outermost = reach;
    for (int index : within(histogram, counts, reach)) {
      outermost = Math.max(outermost, bound(histogram.schema(), index));
    }
    return outermost;
  }

  private static List<Integer> within(NativeHistogram histogram, Counts counts, double reach) {
    List<Integer> within = new ArrayList<>();
    for (Map.Entry<Integer, Double> entry : counts.asMap().entrySet()) {
      if (bound(histogram.schema(), entry.getKey() - 1) < reach) {
        within.add(entry.getKey());
      }
    }
    return within;
  }

  private static NativeHistogram with(
      NativeHistogram histogram,
      int schema,
      Counts positive,
      Counts negative,
      List<Double> bounds) {
    return new NativeHistogram(
        schema,
        histogram.hint(),
        histogram.count(),
        histogram.sum(),
        histogram.zeroThreshold(),
        histogram.zeroCount(),
        positive,
        negative,
        bounds);
  }

  /** Returns a bucket as Prometheus writes it: a bracket where the bound is included. */
  static String describe(NativeHistogram histogram, Bucket bucket) {
    boolean zero = !histogram.isCustom() && bucket.linear();
    double lower = zero ? -histogram.zeroThreshold() : bucket.lower();
    double upper = zero ? histogram.zeroThreshold() : bucket.upper();
    boolean lowest = histogram.isCustom() && lower <= 0 && histogram.bounds().indexOf(lower) < 0;
    boolean lowerIncluded = zero || lowest || (upper <= 0 && !histogram.isCustom());
    boolean upperIncluded = zero || upper > 0 || histogram.isCustom();
    return (lowerIncluded ? "[" : "(")
        + number(lowest ? Double.NEGATIVE_INFINITY : lower)
        + ","
        + number(upper)
        + (upperIncluded ? "]" : ")")
        + ":"
        + number(bucket.count());
  }

  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }
}
