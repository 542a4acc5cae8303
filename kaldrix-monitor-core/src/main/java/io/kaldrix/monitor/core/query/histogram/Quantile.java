package io.kaldrix.monitor.core.query.histogram;

import java.util.Collections;
import java.util.List;

/** Quantiles and shares of what a native histogram counted. */
public final class Quantile {

  private static final double HALF = 0.5;

  private Quantile() {}

  /**
   * Returns the value below which a share of all values lies; NaN if there are none, or if what is
   * asked for lies among values that were NaN.
   *
   * @param q from 0 to 1
   */
  public static double of(NativeHistogram histogram, double q) {
    double count = histogram.count();
    if (count == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    // From the nearer end, so that rounding errors stay small; NaNs count as greatest.
    boolean ascending = Double.isNaN(histogram.sum()) || q < HALF;
    List<Bucket> buckets = histogram.buckets();
    if (!ascending) {
      Collections.reverse(buckets);
    }
    double rank = (ascending ? q : 1 - q) * count;
    double seen = 0;
    Bucket hit = new Bucket(0, 0, 0, true);
    for (Bucket bucket : buckets) {
      hit = bucket;
      seen += bucket.count();
      if (seen >= rank) {
        break;
      }
    }
    if (histogram.isCustom()) {
      if (hit.lower() == Double.NEGATIVE_INFINITY) {
        return hit.upper();
      }
      if (hit.upper() == Double.POSITIVE_INFINITY) {
        return hit.lower();
      }
    }
    seen = Math.min(seen, count);
    if (seen < rank) {
      return Double.isNaN(histogram.sum()) ? Double.NaN : hit.upper();
    }
    double within = ascending ? rank - (seen - hit.count()) : seen - rank;
    return hit.valueAt(within / hit.count());
  }

  /** Returns how many of the values were NaN. */
  public static double notNumbers(NativeHistogram histogram) {
    double seen = 0;
    for (Bucket bucket : histogram.buckets()) {
      seen += bucket.count();
    }
    return Double.isNaN(histogram.sum()) ? histogram.count() - seen : 0;
  }

  /** Returns which share of all values lies between two; NaN if there are no values. */
  public static double fraction(NativeHistogram histogram, double lower, double upper) {
    boolean unknown = Double.isNaN(lower) || Double.isNaN(upper) || histogram.count() == 0;
    if (unknown) {
      return Double.NaN;
    }
    return lower >= upper
        ? 0
        : (countBelow(histogram, upper) - countBelow(histogram, lower)) / histogram.count();
  }

  private static double countBelow(NativeHistogram histogram, double value) {
    double seen = 0;
    for (Bucket bucket : histogram.buckets()) {
      if (bucket.lower() >= value) {
        break;
      }
      if (value < bucket.upper()) {
        boolean openBelow = bucket.lower() == Double.NEGATIVE_INFINITY;
        boolean openAbove = bucket.upper() == Double.POSITIVE_INFINITY;
        double share = openBelow ? 1 : openAbove ? 0 : bucket.shareBelow(value);
        seen += bucket.count() * share;
        break;
      }
      seen += bucket.count();
    }
    return Math.min(seen, histogram.count());
  }
}
