package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.VectorSample;
import java.time.Instant;
import java.util.Optional;

/** One expression of a rule set, planned. For the rule set's thread. */
public final class PlannedQuery {

  private final QueryPlans plans;
  private final Optional<Step> root;
  private final Query interpreted;

  PlannedQuery(QueryPlans plans, Optional<Step> root, Query interpreted) {
    this.plans = plans;
    this.root = root;
    this.interpreted = interpreted;
  }

  /**
   * Hands every element of the answer over, no label set twice; a scalar is an element without
   * labels. The sink may append to the store that is asked.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if the evaluation fails or exceeds a limit
   */
  public void evaluate(Instant at, ResultSink sink) {
    if (root.isPresent() && plans.isKnown(root.get(), at)) {
      Step answer = root.get();
      Labels[] labels = answer.labels();
      double[] values = answer.values();
      for (int i = 0; i < values.length; i++) {
        if (Step.isPresent(values[i])) {
          sink.accept(labels[i], values[i]);
        }
      }
      return;
    }
    for (VectorSample sample : interpreted.at(at).vector().samples()) {
      sink.accept(sample.labels(), sample.value());
    }
  }
}
