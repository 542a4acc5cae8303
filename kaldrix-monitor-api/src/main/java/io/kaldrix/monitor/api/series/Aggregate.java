package io.kaldrix.monitor.api.series;

/**
 * What is kept of the samples of one series in one stretch of time. Neither stale markers nor other
 * NaNs count.
 *
 * @param startMillis the first instant of the stretch, in milliseconds since the Unix epoch; the
 *     end does not belong to it
 * @param count how many samples there are, 1 or more
 * @param min the least value
 * @param max the greatest value
 * @param sum the sum of the values
 * @param last the value of the latest sample
 */
public record Aggregate(
    long startMillis, long count, double min, double max, double sum, double last) {

  /** Returns the mean of the values. */
  public double mean() {
    return sum / count;
  }
}
