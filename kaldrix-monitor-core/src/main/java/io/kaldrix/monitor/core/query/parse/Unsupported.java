package io.kaldrix.monitor.core.query.parse;

import java.util.Set;

/** What the language has and we do not have yet, so that it can be refused by its name. */
final class Unsupported {

  static final Set<String> FUNCTIONS =
      Set.of(
          "histogram_avg",
          "histogram_count",
          "histogram_stddev",
          "histogram_stdvar",
          "histogram_sum");

  private Unsupported() {}
}
