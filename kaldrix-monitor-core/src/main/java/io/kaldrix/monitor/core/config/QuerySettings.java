package io.kaldrix.monitor.core.config;

import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.core.query.QueryDialect;
import io.kaldrix.monitor.core.query.QueryLimits;
import java.time.Duration;
import java.util.Map;

/**
 * How queries are answered.
 *
 * @param limits what they go by and may use
 * @param dialect which PromQL they are written in
 */
public record QuerySettings(QueryLimits limits, QueryDialect dialect) {

  /**
   * Prometheus's own limits, and what Prometheus 3 speaks by default, with the first increment of a
   * counter counted: in its own process it is known when a counter began.
   */
  public static final QuerySettings DEFAULTS =
      new QuerySettings(QueryLimits.DEFAULT, QueryDialect.PROMETHEUS_3.withStartTimestamps());

  private static final long MOST_SAMPLES = 1_000_000_000_000L;
  private static final Map<String, QueryDialect> DIALECTS =
      Map.of("prometheus-2", QueryDialect.PROMETHEUS_2, "prometheus-3", QueryDialect.PROMETHEUS_3);

  /**
   * Reads the section of queries.
   *
   * @throws io.kaldrix.monitor.api.plugin.SettingsException if a setting is wrong or unknown
   */
  public static QuerySettings read(Settings settings) {
    QueryLimits usual = QueryLimits.DEFAULT;
    QueryLimits limits =
        new QueryLimits(
            settings.duration("lookback", usual.lookback(), Duration.ofSeconds(1)),
            usual.subqueryStep(),
            settings.integer("max-samples", usual.maxSamples(), 1, MOST_SAMPLES),
            usual.maxDepth(),
            settings.duration("timeout", usual.timeout()));
    QueryDialect dialect = settings.choice("dialect", QueryDialect.PROMETHEUS_3, DIALECTS);
    if (settings.flag("experimental", dialect.experimental())) {
      dialect = dialect.withExperimental();
    }
    if (settings.flag("count-first-increment", true)) {
      dialect = dialect.withStartTimestamps();
    }
    settings.refuseUnknown();
    return new QuerySettings(limits, dialect);
  }

  /** Returns these with other limits. */
  public QuerySettings withLimits(QueryLimits others) {
    return new QuerySettings(others, dialect);
  }

  /** Returns these with another dialect. */
  public QuerySettings withDialect(QueryDialect other) {
    return new QuerySettings(limits, other);
  }
}
