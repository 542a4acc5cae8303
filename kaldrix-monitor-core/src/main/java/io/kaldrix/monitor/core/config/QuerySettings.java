package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.query.QueryLimits;
import java.time.Duration;

/**
 * How queries are answered.
 *
 * @param limits what they go by and may use
 * @param countFirstIncrement whether {@code rate} and its like count what a counter had counted
 *     when it was first seen, if it was seen from its beginning
 */
public record QuerySettings(QueryLimits limits, boolean countFirstIncrement) {

  /** Prometheus's own limits, and the first increment counted. */
  public static final QuerySettings DEFAULTS = new QuerySettings(QueryLimits.DEFAULT, true);

  private static final long MOST_SAMPLES = 1_000_000_000_000L;

  static QuerySettings read(Settings settings) {
    QueryLimits usual = QueryLimits.DEFAULT;
    QueryLimits limits =
        new QueryLimits(
            settings.duration("lookback", usual.lookback(), Duration.ofSeconds(1)),
            usual.subqueryStep(),
            settings.integer("max-samples", usual.maxSamples(), 1, MOST_SAMPLES),
            usual.maxDepth(),
            settings.duration("timeout", usual.timeout()));
    boolean countFirst = settings.flag("count-first-increment", DEFAULTS.countFirstIncrement());
    settings.refuseUnknown();
    return new QuerySettings(limits, countFirst);
  }
}
