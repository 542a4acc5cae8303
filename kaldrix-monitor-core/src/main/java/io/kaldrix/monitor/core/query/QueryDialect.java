package io.kaldrix.monitor.core.query;

import io.kaldrix.monitor.core.query.eval.NameRemoval;

/**
 * Which PromQL an engine speaks: what Prometheus switches by version and by feature flag.
 *
 * @param experimental whether there is what may still change: functions such as {@code info} and
 *     {@code mad_over_time}, the aggregators {@code limitk} and {@code limit_ratio}, calculated
 *     durations, and the modifiers {@code fill}, {@code anchored} and {@code smoothed}
 * @param names when metric names are taken away
 * @param startTimestamps whether a counter's start counts for {@code rate} and its like where it is
 *     known: a new start is a reset, and the series was zero then
 * @param version whose ranges and function names there are
 */
public record QueryDialect(
    boolean experimental, NameRemoval names, boolean startTimestamps, PrometheusVersion version) {

  /** What Prometheus 3 speaks by default. */
  public static final QueryDialect PROMETHEUS_3 =
      new QueryDialect(false, NameRemoval.AT_ONCE, false, PrometheusVersion.PROMETHEUS_3);

  /** What Prometheus 2 spoke by default: its ranges, and {@code holt_winters}. */
  public static final QueryDialect PROMETHEUS_2 =
      new QueryDialect(false, NameRemoval.AT_ONCE, false, PrometheusVersion.PROMETHEUS_2);

  /** Returns this dialect with what is experimental. */
  public QueryDialect withExperimental() {
    return new QueryDialect(true, names, startTimestamps, version);
  }

  /** Returns this dialect with names taken away at another time. */
  public QueryDialect withNames(NameRemoval newNames) {
    return new QueryDialect(experimental, newNames, startTimestamps, version);
  }

  /** Returns this dialect with the starts of counters counting. */
  public QueryDialect withStartTimestamps() {
    return new QueryDialect(experimental, names, true, version);
  }

  /** Returns whether ranges include their first instant. */
  boolean leftClosed() {
    return version == PrometheusVersion.PROMETHEUS_2;
  }
}
