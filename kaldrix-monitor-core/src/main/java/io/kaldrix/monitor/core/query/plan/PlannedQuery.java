package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.core.query.ast.Expression;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One expression of a rule set, planned. For the rule set's thread. */
public final class PlannedQuery {

  private final QueryPlans plans;
  private final Expression tree;
  private final Query interpreted;
  private @Nullable Step root;
  private int lane;

  PlannedQuery(QueryPlans plans, Expression tree, Optional<Step> root, Query interpreted) {
    this.plans = plans;
    this.tree = tree;
    this.root = root.orElse(null);
    this.interpreted = interpreted;
  }

  Expression tree() {
    return tree;
  }

  Step root() {
    return Objects.requireNonNull(root);
  }

  int lane() {
    return lane;
  }

  void move(int newLane, Step newRoot) {
    lane = newLane;
    root = newRoot;
  }

  /**
   * Hands every element of the answer over, no label set twice; a scalar is an element without
   * labels. The sink may append to the store that is asked.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if the evaluation fails or exceeds a limit
   */
  public void evaluate(Instant at, ResultSink sink) {
    if (root != null && plans.isKnown(this, at)) {
      Step answer = root();
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
