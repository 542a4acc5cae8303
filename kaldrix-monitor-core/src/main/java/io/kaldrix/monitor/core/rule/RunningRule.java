package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.RuleStatus;
import io.kaldrix.monitor.api.rule.RuleStatus.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A rule at work and how it fares. {@link #evaluate} is for one thread, {@link #status} may be
 * asked by any.
 */
final class RunningRule {

  private final RuleGroup group;
  private final Rule rule;
  private final String key;
  private final EvaluatedRule work;
  private final MeteredQuery.SampleCount count;
  private final RecordedSeries recorded;
  private final Optional<RuleFigures> figures;
  private final RuleLimits limits;
  private final LongSupplier nanoTime;
  private int overruns;
  private long failures;
  private long transitions;
  private volatile Health health = Health.UNKNOWN;
  private volatile String problem = "";
  private volatile long lastMillis = Long.MIN_VALUE;
  private volatile long nanos;
  private volatile long samples;
  private volatile int pending;
  private volatile int firing;

  /**
   * Puts a rule to work.
   *
   * @param key what tells it from every other rule and is the same after a restart
   */
  RunningRule(
      RuleGroup group,
      Rule rule,
      String key,
      EvaluatedRule work,
      MeteredQuery.SampleCount count,
      RecordedSeries recorded,
      Optional<RuleFigures> figures,
      RuleLimits limits,
      LongSupplier nanoTime) {
    this.group = group;
    this.rule = rule;
    this.key = key;
    this.work = work;
    this.count = count;
    this.recorded = recorded;
    this.figures = figures;
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  Rule rule() {
    return rule;
  }

  MeteredQuery.SampleCount count() {
    return count;
  }

  RecordedSeries recorded() {
    return recorded;
  }

  Optional<RuleFigures> figures() {
    return figures;
  }

  String key() {
    return key;
  }

  EvaluatedRule work() {
    return work;
  }

  boolean isDisabled() {
    return health == Health.DISABLED;
  }

  /** Returns what was wrong at the last evaluation, empty if nothing was. */
  String problem() {
    return problem;
  }

  /** Evaluates the rule, unless it is switched off. */
  List<AlertTransition> evaluate(Instant tick) {
    if (isDisabled()) {
      append(tick);
      return List.of();
    }
    count.reset();
    long startNanos = nanoTime.getAsLong();
    List<AlertTransition> steps = attempt(tick);
    nanos = nanoTime.getAsLong() - startNanos;
    samples = count.samples();
    lastMillis = tick.toEpochMilli();
    transitions += steps.size();
    countAlerts();
    watchTime();
    append(tick);
    return steps;
  }

  private List<AlertTransition> attempt(Instant tick) {
    try {
      List<AlertTransition> steps = work.evaluate(tick);
      health = Health.OK;
      problem = "";
      return steps;
    } catch (RuntimeException e) {
      failures++;
      health = Health.FAILED;
      problem = String.valueOf(e.getMessage());
      return work.failed(tick, e);
    }
  }

  private void countAlerts() {
    if (!work.hasAlerts()) {
      pending = 0;
      firing = 0;
      return;
    }
    List<AlertInstance> alerts = work.alerts();
    int fire = 0;
    for (AlertInstance alert : alerts) {
      fire += alert.isFiring() ? 1 : 0;
    }
    firing = fire;
    pending = alerts.size() - fire;
  }

  private void watchTime() {
    Duration most = limits.maxEvaluationTime();
    if (most.isZero() || nanos <= most.toNanos()) {
      overruns = 0;
      return;
    }
    overruns++;
    if (overruns >= limits.overruns()) {
      health = Health.DISABLED;
      problem =
          "took "
              + DurationText.format(Duration.ofNanos(nanos))
              + ", more than "
              + DurationText.format(most)
              + ", for the "
              + overruns
              + ". time in a row; it is not evaluated until the rules are reloaded";
    }
  }

  private void append(Instant tick) {
    if (figures.isPresent()) {
      figures
          .get()
          .append(
              tick.toEpochMilli(),
              nanos,
              samples,
              pending + firing,
              failures,
              transitions,
              !isDisabled());
    }
  }

  /** Ends all that the rule shows, as it is taken away. */
  List<AlertTransition> end(Instant tick) {
    List<AlertTransition> steps = work.end(tick);
    recorded.end(tick.toEpochMilli());
    figures.ifPresent(series -> series.end(tick.toEpochMilli()));
    return steps;
  }

  /** Ends what only this version of the rule showed, as {@code next} has taken over the rest. */
  void giveWay(RunningRule next, Instant tick) {
    if (recorded != next.recorded) {
      recorded.end(tick.toEpochMilli());
    }
  }

  /** Takes over what {@code earlier} knew and counted. */
  void adopt(RunningRule earlier) {
    if (work != earlier.work) {
      work.adopt(earlier.work);
    }
    failures = earlier.failures;
    transitions = earlier.transitions;
    pending = earlier.pending;
    firing = earlier.firing;
  }

  /** Returns how the rule fares. */
  RuleStatus status() {
    return new RuleStatus(
        group,
        rule,
        health,
        problem,
        lastMillis == Long.MIN_VALUE
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(lastMillis)),
        Duration.ofNanos(nanos),
        samples,
        pending,
        firing);
  }

  /** Returns how a rule fares that is written down but not evaluated. */
  static RuleStatus disabled(RuleGroup group, Rule rule) {
    return new RuleStatus(
        group, rule, Health.DISABLED, "", Optional.empty(), Duration.ZERO, 0, 0, 0);
  }
}
