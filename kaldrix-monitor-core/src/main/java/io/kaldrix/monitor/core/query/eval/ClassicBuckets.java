package io.kaldrix.monitor.core.query.eval;

/**
 * Quantiles of the buckets of a classic histogram that lie in arrays, the same as {@link
 * ClassicHistogram} calculates of buckets that are objects.
 */
public final class ClassicBuckets {

  private ClassicBuckets() {}

  /**
   * Returns a quantile.
   *
   * @param bounds ascending, none twice
   * @param counts how many values are at most so great; changed to what is calculated with
   * @param size how many of these count, at least one
   */
  public static double quantile(double q, double[] bounds, double[] counts, int size) {
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    smooth(counts, size);
    return monotonicQuantile(q, bounds, counts, size);
  }

  /** Takes rounding errors away, then raises counts that fall below the one before. */
  private static void smooth(double[] counts, int size) {
    double before = counts[0];
    for (int i = 0; i < size; i++) {
      double limit = ClassicHistogram.ROUNDING * (Math.abs(counts[i]) + Math.abs(before));
      before = Math.abs(counts[i] - before) < limit ? before : counts[i];
      counts[i] = before;
    }
    double greatest = counts[0];
    for (int i = 0; i < size; i++) {
      greatest = counts[i] > greatest ? counts[i] : greatest;
      counts[i] = greatest;
    }
  }

  private static double monotonicQuantile(double q, double[] bounds, double[] counts, int size) {
    int last = size - 1;
    double observations = counts[last];
    if (size < 2 || observations == 0) {
      return Double.NaN;
    }
    double rank = q * observations;
    int hit = 0;
    while (hit < last && !(counts[hit] >= rank)) {
      hit++;
    }
    if (hit == last) {
      return bounds[last - 1];
    }
    if (hit == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double lowerBound = hit == 0 ? 0 : bounds[hit - 1];
    double lowerCount = hit == 0 ? 0 : counts[hit - 1];
    double share = (rank - lowerCount) / (counts[hit] - lowerCount);
    return lowerBound + (bounds[hit] - lowerBound) * share;
  }
}
