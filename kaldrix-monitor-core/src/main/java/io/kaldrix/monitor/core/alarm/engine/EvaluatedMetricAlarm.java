package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.rule.LowSamples;
import io.kaldrix.monitor.api.rule.MetricAlarm;
import io.kaldrix.monitor.api.rule.MetricQuery;
import io.kaldrix.monitor.api.rule.Statistic;
import io.kaldrix.monitor.core.alarm.AlarmDecision;
import io.kaldrix.monitor.core.alarm.Breach;
import io.kaldrix.monitor.core.alarm.Datapoint;
import io.kaldrix.monitor.core.alarm.FewSamples;
import io.kaldrix.monitor.core.alarm.Periods;
import io.kaldrix.monitor.core.alarm.math.MathProgram;
import io.kaldrix.monitor.core.alarm.metric.StoredMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An alarm on datapoints: evaluated every minute, or every ten seconds if its periods are shorter
 * than one.
 */
final class EvaluatedMetricAlarm implements EvaluatedAlarm {

  private static final long MINUTE = 60_000;
  private static final long TEN_SECONDS = 10_000;

  private final MetricAlarm alarm;
  private final AlarmCriteria.Datapoints criteria;
  private final MathProgram program;
  private final LearnedBands inputs;
  private final StoredMetrics metrics;
  private final AlarmStates states;
  private final AlarmMutes mutes;
  private final AlarmAlerts alerts;
  private final AlarmStateSeries series;
  private final int range;
  private long evaluatedAt = Long.MIN_VALUE;
  private double value = Double.NaN;
  private Optional<String> problem = Optional.empty();

  EvaluatedMetricAlarm(
      MetricAlarm alarm,
      AlarmCriteria.Datapoints criteria,
      AlarmSurroundings surroundings,
      StoredMetrics metrics,
      AlarmStates states,
      AlarmMutes mutes,
      AlarmAlerts alerts) {
    this.alarm = alarm;
    this.criteria = criteria;
    this.metrics = metrics;
    this.states = states;
    this.mutes = mutes;
    this.alerts = alerts;
    this.program = MathProgram.of(criteria);
    program.metrics().forEach(metrics::prepare);
    this.inputs = new LearnedBands(metrics, surroundings.model(), surroundings.trainings());
    this.range = AlarmDecision.range(criteria.evaluationPeriods(), surroundings.rangeFactor());
    this.series =
        new AlarmStateSeries(alarm.name(), surroundings.processLabels(), surroundings.appender());
    states.begin(alarm.name(), AlarmState.INSUFFICIENT_DATA);
    alerts.restore(shown(states.memo(alarm.name()), Optional.empty()));
  }

  @Override
  public String name() {
    return alarm.name();
  }

  @Override
  public List<Alert> alerts() {
    return alerts.active();
  }

  @Override
  public List<AlertTransition> end(Instant tick) {
    series.end(tick);
    return alerts.end(tick);
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public List<AlertTransition> evaluate(Instant tick) {
    AlarmMemo memo = states.memo(alarm.name());
    long grain = criteria.period().toMillis() < MINUTE ? TEN_SECONDS : MINUTE;
    long due = Math.floorDiv(tick.toEpochMilli(), grain);
    if (due != evaluatedAt) {
      evaluatedAt = due;
      memo = decided(memo, tick);
    }
    Optional<String> heldBy = heldBy(alarm.actions().enabled(), mutes, alarm.name(), tick);
    if (heldBy.isEmpty()) {
      memo = memo.withTold(memo.state());
    }
    states.put(memo);
    List<AlertTransition> transitions = new ArrayList<>();
    alerts.show(shown(memo, heldBy), tick, transitions);
    series.show(memo.state(), heldBy.isPresent(), tick);
    return transitions;
  }

  /** Returns what holds an alarm's actions back, if anything does. */
  static Optional<String> heldBy(boolean enabled, AlarmMutes mutes, String alarm, Instant tick) {
    return enabled
        ? mutes.holding(alarm, tick).map(mute -> "Mute " + mute)
        : Optional.of("ActionsEnabled false");
  }

  private AlarmAlerts.Shown shown(AlarmMemo memo, Optional<String> heldBy) {
    return new AlarmAlerts.Shown(
        Labels.EMPTY,
        memo.state() == AlarmState.ALARM,
        memo.told() == AlarmState.ALARM,
        memo.since(),
        heldBy,
        memo.reason(),
        value);
  }

  private AlarmMemo decided(AlarmMemo memo, Instant tick) {
    Duration period = criteria.period();
    Periods periods = Periods.newest(range, period, criteria.window(), tick);
    MathProgram.Watched watched = program.evaluate(inputs, periods);
    List<Datapoint> points = new ArrayList<>(range);
    for (int i = 0; i < range; i++) {
      points.add(
          Breach.of(
              criteria.operator(), watched.values()[i], watched.lower()[i], watched.upper()[i]));
    }
    value = newest(watched.values());
    problem = Double.isNaN(value) ? unmatched(periods, tick) : Optional.empty();
    if (hasFewSamples(periods)) {
      return memo;
    }
    AlarmState next =
        AlarmDecision.next(
            memo.state(),
            points,
            criteria.evaluationPeriods(),
            criteria.datapointsToAlarm(),
            criteria.missing());
    String why = AlarmReason.of(criteria, points, watched, problem);
    return memo.decided(next, next == memo.state() && !isNew(memo) ? memo.reason() : why, tick);
  }

  private static boolean isNew(AlarmMemo memo) {
    return memo.since().equals(Instant.EPOCH);
  }

  private static double newest(double[] values) {
    for (int i = values.length - 1; i >= 0; i--) {
      if (!Double.isNaN(values[i])) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  /** Looks up to this very tick: the periods may be over since before there were any series. */
  private Optional<String> unmatched(Periods periods, Instant tick) {
    Periods untilNow =
        new Periods(new long[] {periods.start(), tick.toEpochMilli()}, periods.length());
    return program.metrics().stream()
        .filter(metric -> !metrics.matches(metric, untilNow))
        .findFirst()
        .map(
            metric ->
                "metric '"
                    + metric.namespace()
                    + "/"
                    + metric.name()
                    + "' with dimensions "
                    + metric.dimensions()
                    + " matches no series; rules.cloudwatch.metrics can say what stands for it");
  }

  private boolean hasFewSamples(Periods periods) {
    if (criteria.lowSamples() == LowSamples.EVALUATE
        || !(criteria.watched().source() instanceof MetricQuery.Source.OfMetric watched)
        || FewSamples.enough(watched.metric().statistic()) == 0) {
      return false;
    }
    AlarmMetric metric = watched.metric();
    AlarmMetric counted =
        new AlarmMetric(
            metric.namespace(),
            metric.name(),
            metric.dimensions(),
            metric.period(),
            Statistic.parse("SampleCount"),
            metric.unit());
    double[] counts = metrics.datapoints(counted, periods);
    long samples = 0;
    for (int i = Math.max(0, range - criteria.evaluationPeriods()); i < range; i++) {
      samples += Double.isNaN(counts[i]) ? 0 : (long) counts[i];
    }
    return FewSamples.are(metric.statistic(), samples);
  }
}
