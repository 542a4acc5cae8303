package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.series.SeriesLimits;
import java.time.Duration;
import java.util.Map;

/** Reads how much of the series is kept. */
final class SeriesSettings {

  private static final Duration LEAST_RETENTION = Duration.ofMinutes(1);
  private static final long LEAST_BYTES = 1L << 20;
  private static final Map<String, SeriesLimits.Duplicates> DUPLICATES =
      Map.of(
          "keep-first", SeriesLimits.Duplicates.KEEP_FIRST,
          "keep-last", SeriesLimits.Duplicates.KEEP_LAST);
  private static final int MOST_SERIES = 10_000_000;

  private SeriesSettings() {}

  static SeriesLimits read(Settings settings) {
    SeriesLimits defaults = SeriesLimits.DEFAULTS;
    Duration retention = settings.duration("retention", defaults.retention(), LEAST_RETENTION);
    long maxBytes = settings.bytes("max-bytes", defaults.maxBytes());
    if (maxBytes < LEAST_BYTES) {
      throw settings.invalid("max-bytes", "1MiB or more");
    }
    long maxSeries =
        settings.integer("max-series-per-metric", defaults.maxSeriesPerMetric(), 1, MOST_SERIES);
    Duration head = settings.duration("head", defaults.head(), Duration.ZERO);
    Duration outOfOrder =
        settings.duration("out-of-order-window", defaults.outOfOrderWindow(), Duration.ZERO);
    SeriesLimits.Duplicates duplicates =
        settings.choice("duplicates", defaults.duplicates(), DUPLICATES);
    settings.refuseUnknown();
    return new SeriesLimits(retention, maxBytes, (int) maxSeries, head, outOfOrder, duplicates);
  }
}
