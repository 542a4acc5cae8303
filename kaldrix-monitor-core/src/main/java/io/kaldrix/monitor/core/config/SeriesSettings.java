package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.series.SeriesLimits;
import io.kaldrix.monitor.core.series.TierLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How much of the series is kept, and where.
 *
 * @param limits how much is kept in memory
 * @param tiers how long coarse aggregates are kept, absent if there are to be none
 * @param directory where they are kept beside memory, absent if they need not survive a restart
 * @param maxDiskBytes how much the directory may take, 1 MiB or more
 */
public record SeriesSettings(
    SeriesLimits limits, Optional<TierLimits> tiers, Optional<Path> directory, long maxDiskBytes) {

  /** In memory alone; if a directory is set, 1 GiB in it. */
  public static final SeriesSettings DEFAULTS =
      new SeriesSettings(SeriesLimits.DEFAULTS, Optional.empty(), Optional.empty(), 1L << 30);

  private static final Duration LEAST_RETENTION = Duration.ofMinutes(1);
  private static final Duration LEAST_TIER = Duration.ofHours(1);
  private static final long LEAST_BYTES = 1L << 20;
  private static final int MOST_SERIES = 10_000_000;
  private static final Map<String, SeriesLimits.Duplicates> DUPLICATES =
      Map.of(
          "keep-first", SeriesLimits.Duplicates.KEEP_FIRST,
          "keep-last", SeriesLimits.Duplicates.KEEP_LAST);

  /** Creates settings. */
  public SeriesSettings {
    if (maxDiskBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "maxDiskBytes is " + maxDiskBytes + ", must be 1 MiB or more");
    }
  }

  /** Returns these with other limits. */
  public SeriesSettings withLimits(SeriesLimits newLimits) {
    return new SeriesSettings(newLimits, tiers, directory, maxDiskBytes);
  }

  /** Returns these with a directory. */
  public SeriesSettings withDirectory(Path newDirectory) {
    return new SeriesSettings(limits, tiers, Optional.of(newDirectory), maxDiskBytes);
  }

  static SeriesSettings read(Settings settings) {
    SeriesLimits limits = limits(settings);
    Optional<Path> directory = settings.path("directory");
    long maxDiskBytes = bytes(settings, "max-disk-bytes", DEFAULTS.maxDiskBytes());
    Optional<TierLimits> tiers = tiers(settings.section("tiers"));
    settings.refuseUnknown();
    return new SeriesSettings(limits, tiers, directory, maxDiskBytes);
  }

  private static Optional<TierLimits> tiers(Settings settings) {
    TierLimits usual = TierLimits.DEFAULTS;
    boolean enabled = settings.flag("enabled", !settings.keys().isEmpty());
    TierLimits limits =
        new TierLimits(
            settings.duration("five-minutes", usual.fiveMinutes(), LEAST_TIER),
            settings.duration("hour", usual.hour(), LEAST_TIER),
            bytes(settings, "max-bytes", usual.maxBytes()));
    settings.refuseUnknown();
    return enabled ? Optional.of(limits) : Optional.empty();
  }

  private static SeriesLimits limits(Settings settings) {
    SeriesLimits defaults = SeriesLimits.DEFAULTS;
    long maxSeries =
        settings.integer("max-series-per-metric", defaults.maxSeriesPerMetric(), 1, MOST_SERIES);
    return new SeriesLimits(
        settings.duration("retention", defaults.retention(), LEAST_RETENTION),
        bytes(settings, "max-bytes", defaults.maxBytes()),
        (int) maxSeries,
        settings.duration("head", defaults.head(), Duration.ZERO),
        settings.duration("out-of-order-window", defaults.outOfOrderWindow(), Duration.ZERO),
        settings.choice("duplicates", defaults.duplicates(), DUPLICATES));
  }

  private static long bytes(Settings settings, String key, long fallback) {
    long bytes = settings.bytes(key, fallback);
    if (bytes < LEAST_BYTES) {
      throw settings.invalid(key, "1MiB or more");
    }
    return bytes;
  }
}
