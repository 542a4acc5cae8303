package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;

/**
 * How meters are collected.
 *
 * @param interval time between ticks, above zero; a file may not say less than a second
 * @param maxMeters meters that are read, 1 or more; those above are counted and left
 */
public record CollectSettings(Duration interval, int maxMeters) {

  /** Every 10 seconds, up to 200,000 meters. */
  public static final CollectSettings DEFAULTS =
      new CollectSettings(Duration.ofSeconds(10), 200_000);

  private static final int MOST_METERS = 10_000_000;

  /** Creates settings. */
  public CollectSettings {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("interval is " + interval + ", must be above zero");
    }
    if (maxMeters < 1) {
      throw new IllegalArgumentException("maxMeters is " + maxMeters + ", must be 1 or more");
    }
  }

  static CollectSettings read(Settings settings) {
    CollectSettings read =
        new CollectSettings(
            settings.duration("interval", DEFAULTS.interval, Duration.ofSeconds(1)),
            (int) settings.integer("max-meters", DEFAULTS.maxMeters, 1, MOST_METERS));
    settings.refuseUnknown();
    return read;
  }

  /** Returns these with another time between ticks. */
  public CollectSettings withInterval(Duration duration) {
    return new CollectSettings(duration, maxMeters);
  }

  /** Returns these with another limit of meters. */
  public CollectSettings withMaxMeters(int meters) {
    return new CollectSettings(interval, meters);
  }
}
