package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.query.QueryLimits;
import java.time.Duration;

/** Reads what queries may do. */
final class QuerySettings {

  private static final long MOST_SAMPLES = 1_000_000_000_000L;

  private QuerySettings() {}

  static QueryLimits read(Settings settings) {
    QueryLimits usual = QueryLimits.DEFAULT;
    QueryLimits read =
        new QueryLimits(
            settings.duration("lookback", usual.lookback(), Duration.ofSeconds(1)),
            usual.subqueryStep(),
            settings.integer("max-samples", usual.maxSamples(), 1, MOST_SAMPLES),
            usual.maxDepth(),
            settings.duration("timeout", usual.timeout()));
    settings.refuseUnknown();
    return read;
  }
}
