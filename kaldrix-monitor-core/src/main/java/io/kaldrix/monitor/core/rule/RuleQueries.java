package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.query.VectorSample;

/** Prepares the expressions of rules. */
@FunctionalInterface
public interface RuleQueries {

  /**
   * Returns the expression, ready to be asked.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if it is wrong
   */
  RuleQuery prepare(String expression);

  /** Returns queries that are asked of {@code engine}, the whole anew at every tick. */
  static RuleQueries of(QueryEngine engine) {
    return expression -> {
      Query query = engine.prepare(expression);
      return (tick, sink) -> {
        for (VectorSample sample : query.at(tick).vector().samples()) {
          sink.accept(sample.labels(), sample.value());
        }
      };
    };
  }
}
