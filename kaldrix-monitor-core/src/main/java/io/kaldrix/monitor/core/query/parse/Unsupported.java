package io.kaldrix.monitor.core.query.parse;

import java.util.Set;

/** What the language has and we do not have yet, so that it can be refused by its name. */
final class Unsupported {

  static final Set<String> AGGREGATORS = Set.of("limitk", "limit_ratio");

  static final Set<String> FUNCTIONS =
      Set.of(
          "double_exponential_smoothing",
          "end",
          "first_over_time",
          "histogram_avg",
          "histogram_count",
          "histogram_fraction",
          "histogram_quantiles",
          "histogram_stddev",
          "histogram_stdvar",
          "histogram_sum",
          "holt_winters",
          "info",
          "mad_over_time",
          "max_of",
          "min_of",
          "range",
          "sort_by_label",
          "sort_by_label_desc",
          "start",
          "start_timestamp",
          "step",
          "ts_of_first_over_time",
          "ts_of_last_over_time",
          "ts_of_max_over_time",
          "ts_of_min_over_time");

  private Unsupported() {}
}
