package io.kaldrix.monitor.core.query.histogram;

/**
 * How many values lie between two bounds.
 *
 * @param lower may be minus infinity
 * @param upper may be infinity
 * @param count not zero
 * @param linear whether values are taken to be spread evenly, rather than on a logarithmic scale
 */
public record Bucket(double lower, double upper, double count, boolean linear) {

  /** Returns the value that stands for all in it. */
  public double middle() {
    if (lower == Double.NEGATIVE_INFINITY) {
      return upper;
    }
    if (upper == Double.POSITIVE_INFINITY) {
      return lower;
    }
    return linear ? (lower + upper) / 2 : Math.signum(upper) * Math.sqrt(lower * upper);
  }

  /** Returns which share of its values lies below a value between the bounds. */
  double shareBelow(double value) {
    if (linear) {
      return (value - lower) / (upper - lower);
    }
    double low = log(lower);
    return (log(value) - low) / (log(upper) - low);
  }

  /** Returns the value below which a share of its values lies. */
  double valueAt(double share) {
    if (linear) {
      return lower + (upper - lower) * share;
    }
    double low = log(lower);
    return Math.signum(upper) * Math.pow(2, low + (log(upper) - low) * share);
  }

  private static double log(double value) {
    return Math.log(Math.abs(value)) / Math.log(2);
  }
}
