package io.kaldrix.monitor.core.rule.backtest;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.rule.file.PromQl;
import io.kaldrix.monitor.core.rule.replay.VirtualRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Replays rules over recorded series in virtual time, and says what they would have said. The rules
 * go through the same engine as in a monitor: what a monitor whose ticks were at these instants
 * would have done is what comes out.
 *
 * <p>At a tick, rules see what was recorded until then and what they have written themselves. Where
 * the data hold a series that a rule writes too, the recorded samples count. Immutable; may be
 * shared between threads.
 *
 * @param groups the rules, in order of evaluation
 * @param step the time from one tick to the next, a millisecond or more
 * @param dialect which PromQL they are written in
 * @param externalLabels what templates take from {@code $externalLabels}
 * @param flapWithin an alert that fires again so soon after it ended flaps
 */
public record Backtest(
    List<RuleGroup> groups,
    Duration step,
    PromQl dialect,
    Labels externalLabels,
    Duration flapWithin) {

  private static final Duration ONE_MINUTE = Duration.ofMinutes(1);
  private static final Duration FLAP_WITHIN = Duration.ofMinutes(15);

  /** Creates a backtest. */
  public Backtest {
    groups = List.copyOf(groups);
    if (step.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("step is " + step + ", must be 1 ms or more");
    }
    if (flapWithin.isNegative()) {
      throw new IllegalArgumentException("flapWithin is " + flapWithin + ", must be zero or more");
    }
  }

  /** Returns a backtest with a tick every minute, in the PromQL of Prometheus 3. */
  public static Backtest of(List<RuleGroup> groups) {
    return new Backtest(groups, ONE_MINUTE, PromQl.PROMETHEUS_3, Labels.EMPTY, FLAP_WITHIN);
  }

  /** Returns this backtest with another time between ticks. */
  public Backtest withStep(Duration newStep) {
    return new Backtest(groups, newStep, dialect, externalLabels, flapWithin);
  }

  /** Returns this backtest in another PromQL. */
  public Backtest withDialect(PromQl newDialect) {
    return new Backtest(groups, step, newDialect, externalLabels, flapWithin);
  }

  /** Returns this backtest with other external labels. */
  public Backtest withExternalLabels(Labels labels) {
    return new Backtest(groups, step, dialect, labels, flapWithin);
  }

  /** Returns this backtest with another idea of what flaps. */
  public Backtest withFlapWithin(Duration newFlapWithin) {
    return new Backtest(groups, step, dialect, externalLabels, newFlapWithin);
  }

  /**
   * Returns what the rules would have said.
   *
   * @param data read at every tick; may be what a monitor holds
   * @param from the first tick
   * @param to no tick is later
   * @throws io.kaldrix.monitor.api.query.QueryException if an expression is wrong
   * @throws IllegalArgumentException if two groups have one name, a template is wrong, or {@code
   *     to} is before {@code from}
   */
  public BacktestReport run(SeriesReader data, Instant from, Instant to) {
    return run(data, from, to, progress -> {});
  }

  /**
   * Returns what the rules would have said.
   *
   * @param data read at every tick; may be what a monitor holds
   * @param from the first tick
   * @param to no tick is later
   * @param listener hears how far it is once a second, and at the end
   * @throws io.kaldrix.monitor.api.query.QueryException if an expression is wrong
   * @throws IllegalArgumentException if two groups have one name, a template is wrong, or {@code
   *     to} is before {@code from}
   */
  public BacktestReport run(
      SeriesReader data, Instant from, Instant to, Consumer<BacktestProgress> listener) {
    return run(data, from, to, listener, System::nanoTime);
  }

  BacktestReport run(
      SeriesReader data,
      Instant from,
      Instant to,
      Consumer<BacktestProgress> listener,
      LongSupplier nanoTime) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the time looked at ends at " + to + ", before " + from);
    }
    SampleReader reader = data instanceof SampleReader known ? known : SampleReader.of(data);
    VirtualRules rules =
        new VirtualRules(
            reader, groups, dialect, step, QueryLimits.DEFAULT.subqueryStep(), externalLabels, "");
    Tally tally = new Tally(groups, flapWithin);
    Pace pace = new Pace(from, to, step, nanoTime, listener);
    long ticks = 0;
    for (Instant now = from; !now.isAfter(to); now = now.plus(step)) {
      tally.add(now, rules.evaluateAt(now));
      rules.failures().forEach(tally::add);
      ticks++;
      pace.ticked(now, ticks);
    }
    return tally.report(from, to, step, ticks, pace.finished());
  }
}
