package io.kaldrix.monitor.core.query.histogram;

import java.util.Map;

/** Cuts off what a histogram counted above or below a value. */
public final class Trim {

  private final NativeHistogram histogram;
  private final double cut;
  private final boolean keepsBelow;
  private double count;
  private double sum;
  private boolean changed;

  private Trim(NativeHistogram histogram, double cut, boolean keepsBelow) {
    this.histogram = histogram;
    this.cut = cut;
    this.keepsBelow = keepsBelow;
  }

  /**
   * Returns what is below a value, or above it. If something is cut off, number and sum are
   * reckoned anew from the buckets that are left.
   */
  public static NativeHistogram of(NativeHistogram histogram, double cut, boolean keepsBelow) {
    return new Trim(histogram, cut, keepsBelow).trimmed();
  }

  private NativeHistogram trimmed() {
    Counts negative = Counts.NONE;
    Counts positive = Counts.NONE;
    for (Map.Entry<Integer, Double> entry : histogram.negative().asMap().entrySet()) {
      negative = negative.plus(Counts.of(entry.getKey(), kept(single(entry, false))), 1);
    }
    double zeroCount = 0;
    for (Bucket bucket : histogram.buckets()) {
      zeroCount = !histogram.isCustom() && bucket.linear() ? kept(bucket) : zeroCount;
    }
    for (Map.Entry<Integer, Double> entry : histogram.positive().asMap().entrySet()) {
      positive = positive.plus(Counts.of(entry.getKey(), kept(single(entry, true))), 1);
    }
    return changed
        ? new NativeHistogram(
            histogram.schema(),
            histogram.hint(),
            count,
            sum,
            histogram.zeroThreshold(),
            zeroCount,
            positive,
            negative,
            histogram.bounds())
        : histogram;
  }

  /** Returns one bucket of the histogram with its bounds. */
  private Bucket single(Map.Entry<Integer, Double> entry, boolean above) {
    Counts counts = Counts.of(entry.getKey(), entry.getValue());
    return new NativeHistogram(
            histogram.schema(),
            histogram.hint(),
            0,
            0,
            0,
            0,
            above ? counts : Counts.NONE,
            above ? Counts.NONE : counts,
            histogram.bounds())
        .buckets()
        .get(0);
  }

  private double kept(Bucket bucket) {
    Bucket left = keepsBelow ? below(bucket) : above(bucket);
    count += left.count();
    sum += left.count() == 0 ? 0 : left.count() * left.middle();
    changed |= left.count() != bucket.count();
    return left.count();
  }

  private Bucket below(Bucket bucket) {
    if (cut >= bucket.upper()) {
      return bucket;
    }
    if (cut <= bucket.lower() || bucket.upper() == Double.POSITIVE_INFINITY) {
      return new Bucket(bucket.lower(), bucket.upper(), 0, true);
    }
    double share = bucket.lower() == Double.NEGATIVE_INFINITY ? 1 : bucket.shareBelow(cut);
    changed = true;
    return new Bucket(bucket.lower(), cut, bucket.count() * share, bucket.linear());
  }

  private Bucket above(Bucket bucket) {
    if (cut <= bucket.lower()) {
      return bucket;
    }
    if (cut >= bucket.upper() || bucket.lower() == Double.NEGATIVE_INFINITY) {
      return new Bucket(bucket.lower(), bucket.upper(), 0, true);
    }
    double share = bucket.upper() == Double.POSITIVE_INFINITY ? 0 : bucket.shareBelow(cut);
    changed = true;
    return new Bucket(cut, bucket.upper(), bucket.count() * (1 - share), bucket.linear());
  }
}
