package io.kaldrix.monitor.api.series;

/**
 * One value of one series at one instant.
 *
 * @param timestampMillis milliseconds since the Unix epoch
 * @param value in the unit that the series' name ends with; may be {@code NaN}
 */
public record Sample(long timestampMillis, double value) {

  /** Returns whether this sample says that its series has ended. */
  public boolean isStale() {
    return StaleMarker.is(value);
  }
}
