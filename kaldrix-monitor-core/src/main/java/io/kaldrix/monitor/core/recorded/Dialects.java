package io.kaldrix.monitor.core.recorded;

import io.kaldrix.monitor.core.query.QueryDialect;
import io.kaldrix.monitor.core.rule.file.PromQl;

/** What an engine is told of the PromQL that somebody chose. */
public final class Dialects {

  private Dialects() {}

  /** Returns the dialect. */
  public static QueryDialect of(PromQl promQl) {
    return switch (promQl) {
      case PROMETHEUS_2 -> QueryDialect.PROMETHEUS_2;
      case PROMETHEUS_3 -> QueryDialect.PROMETHEUS_3;
      case PROMETHEUS_3_EXPERIMENTAL -> QueryDialect.PROMETHEUS_3.withExperimental();
    };
  }
}
