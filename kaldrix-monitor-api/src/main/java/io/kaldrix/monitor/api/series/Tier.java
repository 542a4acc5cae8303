package io.kaldrix.monitor.api.series;

import java.time.Duration;

/** How coarse long-term aggregates are. */
public enum Tier {
  /** One aggregate for every five minutes. */
  FIVE_MINUTES(Duration.ofMinutes(5)),
  /** One aggregate for every hour. */
  HOUR(Duration.ofHours(1));

  private final Duration length;

  Tier(Duration length) {
    this.length = length;
  }

  /** Returns the stretch of time that one aggregate tells of; they begin at multiples of it. */
  public Duration length() {
    return length;
  }
}
