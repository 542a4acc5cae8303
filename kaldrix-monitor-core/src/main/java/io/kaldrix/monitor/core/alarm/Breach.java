package io.kaldrix.monitor.core.alarm;

import io.kaldrix.monitor.api.rule.ComparisonOperator;

/** Compares datapoints with thresholds and bands. */
public final class Breach {

  private Breach() {}

  /**
   * Returns what an alarm sees of a value.
   *
   * @param value {@code NaN} if it is missing
   * @param lower the threshold, or the lower edge of the band; {@code NaN} if there is none yet
   * @param upper the threshold, or the upper edge of the band
   */
  public static Datapoint of(
      ComparisonOperator operator, double value, double lower, double upper) {
    if (Double.isNaN(value) || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Datapoint.MISSING;
    }
    boolean breaches =
        switch (operator) {
          case GREATER_THAN_OR_EQUAL -> value >= lower;
          case GREATER_THAN -> value > lower;
          case LESS_THAN -> value < lower;
          case LESS_THAN_OR_EQUAL -> value <= lower;
          case OUTSIDE_BAND -> value < lower || value > upper;
          case BELOW_BAND -> value < lower;
          case ABOVE_BAND -> value > upper;
        };
    return breaches ? Datapoint.BREACHING : Datapoint.WITHIN;
  }
}
