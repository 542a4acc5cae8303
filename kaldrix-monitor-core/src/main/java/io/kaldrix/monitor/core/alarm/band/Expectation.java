package io.kaldrix.monitor.core.alarm.band;

/** What was learned of a metric. May be shared between threads. */
public interface Expectation {

  /** Returns the value to expect for the period that begins then. */
  double centre(long timeMillis);

  /** Returns how far values usually lie from it: one standard deviation, zero or more. */
  double sigma();

  /** Returns the least that the metric can be. */
  double least();

  /** Returns the greatest that the metric can be. */
  double most();

  /** Returns the upper edge of the band. */
  default double upper(long timeMillis, double deviations) {
    return clamped(centre(timeMillis) + deviations * sigma());
  }

  /** Returns the lower edge of the band. */
  default double lower(long timeMillis, double deviations) {
    return clamped(centre(timeMillis) - deviations * sigma());
  }

  private double clamped(double edge) {
    return Math.min(most(), Math.max(least(), edge));
  }
}
