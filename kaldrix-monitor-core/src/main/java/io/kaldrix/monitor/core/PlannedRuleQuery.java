package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.engine.EngineMeterBook;
import io.kaldrix.monitor.core.query.plan.PlannedQuery;
import io.kaldrix.monitor.core.query.plan.QueryPlans;
import io.kaldrix.monitor.core.query.plan.ResultSink;
import io.kaldrix.monitor.core.rule.RuleQuery;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A rule's expression as a plan. It is the sink itself, so that a tick makes no object for it. */
final class PlannedRuleQuery implements RuleQuery, ResultSink {

  private final PlannedQuery query;
  private @Nullable SampleSink sink;

  PlannedRuleQuery(PlannedQuery query) {
    this.query = query;
  }

  /** Lets the monitor's own series tell how rules are evaluated. */
  static void register(QueryPlans plans, EngineMeterBook meters) {
    for (QueryPlans.Path path : QueryPlans.Path.values()) {
      meters.gauge(
          "kaldrix_rule_plans",
          Labels.of("path", path.name().toLowerCase(Locale.ROOT)),
          "Expressions of rules by the way they are evaluated.",
          () -> plans.count(path));
    }
    meters.counter(
        "kaldrix_rule_plan_fallbacks_total",
        Labels.EMPTY,
        "Evaluations that a plan had to leave to the interpreter.",
        plans::interpretedAfterAll);
  }

  @Override
  public void evaluate(Instant tick, SampleSink taker) {
    sink = taker;
    try {
      query.evaluate(tick, this);
    } finally {
      sink = null;
    }
  }

  @Override
  public void accept(Labels labels, double value) {
    SampleSink taker = sink;
    if (taker != null) {
      taker.accept(labels, value);
    }
  }
}
