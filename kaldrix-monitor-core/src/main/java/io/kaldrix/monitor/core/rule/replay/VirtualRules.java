package io.kaldrix.monitor.core.rule.replay;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules.RuleFailure;
import io.kaldrix.monitor.core.alarm.engine.AlarmEngine;
import io.kaldrix.monitor.core.alarm.engine.AlarmSurroundings;
import io.kaldrix.monitor.core.engine.EngineMeterBook;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.query.eval.Answer;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.recorded.Dialects;
import io.kaldrix.monitor.core.recorded.ReplayedMetrics;
import io.kaldrix.monitor.core.recorded.ReplayedSeries;
import io.kaldrix.monitor.core.rule.RuleEngine;
import io.kaldrix.monitor.core.rule.RuleLimits;
import io.kaldrix.monitor.core.rule.RuleQueries;
import io.kaldrix.monitor.core.rule.RuleSurroundings;
import io.kaldrix.monitor.core.rule.RuleTemplates;
import io.kaldrix.monitor.core.rule.file.PromQl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Rules that are evaluated at instants of the caller's choice and see what was recorded until then.
 * For one thread.
 */
public final class VirtualRules {

  /** Groups are evaluated when a monitor would, and a rule may take as long as it likes. */
  private static final RuleLimits AS_IN_A_MONITOR =
      new RuleLimits(Duration.ZERO, 1, Duration.ofHours(1), Duration.ZERO, true);

  private final ReplayedSeries series;
  private final PromQlEngine queries;
  private final RuleEngine engine;

  /**
   * Prepares rules.
   *
   * @param recorded what they look at
   * @param groups in order of evaluation
   * @param dialect which PromQL they are written in
   * @param step from one evaluation to the next
   * @param subqueryStep the step of subqueries that give none
   * @param externalLabels what templates take from {@code $externalLabels}
   * @param externalUrl what templates take from {@code $externalURL}
   * @throws io.kaldrix.monitor.api.query.QueryException if an expression is wrong
   * @throws IllegalArgumentException if two groups have one name or a template is wrong
   */
  public VirtualRules(
      SampleReader recorded,
      List<RuleGroup> groups,
      PromQl dialect,
      Duration step,
      Duration subqueryStep,
      Labels externalLabels,
      String externalUrl) {
    QueryLimits usual = QueryLimits.DEFAULT;
    QueryLimits limits =
        new QueryLimits(
            usual.lookback(), subqueryStep, usual.maxSamples(), usual.maxDepth(), usual.timeout());
    series = new ReplayedSeries(recorded);
    queries = new PromQlEngine(series, limits, Dialects.of(dialect), System::nanoTime);
    EngineMeters meters = new EngineMeterBook();
    AlarmSurroundings alarms =
        AlarmSurroundings.of(new ReplayedMetrics(series), queries, series, step);
    engine =
        new RuleEngine(
            groups,
            RuleSurroundings.of(
                    RuleQueries.of(queries),
                    new RuleTemplates(queries, externalLabels, externalUrl),
                    series,
                    meters)
                .withLimits(AS_IN_A_MONITOR)
                .withAlarms(new AlarmEngine(groups, alarms, meters)));
  }

  /**
   * Evaluates the groups that are due.
   *
   * @param now not before the instant of the call before
   * @return the steps alerts took, in order of groups and rules
   */
  public List<AlertTransition> evaluateAt(Instant now) {
    series.moveTo(now);
    return engine.evaluate(now);
  }

  /** Returns the alerts that are pending or firing. */
  public List<Alert> active() {
    return engine.active();
  }

  /** Returns the trouble of each rule that has one now. */
  public List<RuleFailure> failures() {
    return engine.failures();
  }

  /**
   * Returns what an expression says of what has been recorded, and written by rules, so far.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if it is wrong
   */
  public Answer answer(String expression, Instant at) {
    return queries.answerAt(expression, at);
  }
}
