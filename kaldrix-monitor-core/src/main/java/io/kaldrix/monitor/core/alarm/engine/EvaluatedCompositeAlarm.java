package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.rule.CompositeAlarm;
import io.kaldrix.monitor.core.alarm.composite.AlarmCondition;
import io.kaldrix.monitor.core.alarm.composite.AlarmRuleParser;
import io.kaldrix.monitor.core.alarm.composite.Suppression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An alarm over the states of others, evaluated at every tick. */
final class EvaluatedCompositeAlarm implements EvaluatedAlarm {

  private final CompositeAlarm alarm;
  private final AlarmCondition condition;
  private final Optional<String> suppressor;
  private final AlarmStates states;
  private final AlarmMutes mutes;
  private final AlarmAlerts alerts;
  private final AlarmStateSeries series;
  private Optional<String> problem = Optional.empty();

  EvaluatedCompositeAlarm(
      CompositeAlarm alarm,
      AlarmSurroundings surroundings,
      AlarmStates states,
      AlarmMutes mutes,
      AlarmAlerts alerts) {
    this.alarm = alarm;
    this.states = states;
    this.mutes = mutes;
    this.alerts = alerts;
    this.condition = AlarmRuleParser.parse(alarm.rule());
    this.suppressor = alarm.suppressor().map(by -> AlarmRuleParser.nameOf(by.alarm()));
    this.series =
        new AlarmStateSeries(alarm.name(), surroundings.processLabels(), surroundings.appender());
    states.begin(alarm.name(), AlarmState.INSUFFICIENT_DATA);
    alerts.restore(shown(states.memo(alarm.name()), Optional.empty()));
  }

  @Override
  public String name() {
    return alarm.name();
  }

  /** Returns the alarms that its rule asks of. */
  Set<String> asked() {
    return condition.alarms();
  }

  /** Returns all alarms that must be there for it. */
  Set<String> needed() {
    Set<String> needed = new TreeSet<>(condition.alarms());
    suppressor.ifPresent(needed::add);
    return needed;
  }

  /** Lets it be evaluated no more, as it asks of itself. */
  void stop(String why) {
    problem = Optional.of(why);
  }

  @Override
  public Optional<String> problem() {
    return problem;
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
  public List<AlertTransition> evaluate(Instant tick) {
    AlarmMemo memo = states.memo(alarm.name());
    if (problem.isEmpty()) {
      memo = decided(memo, tick);
    }
    Optional<String> heldBy =
        EvaluatedMetricAlarm.heldBy(alarm.actions().enabled(), mutes, alarm.name(), tick);
    if (alarm.suppressor().isPresent()) {
      Suppression held = suppression(memo, alarm.suppressor().get(), tick);
      memo = memo.withSuppression(held);
      if (held.phase() != Suppression.Phase.NONE) {
        heldBy = heldBy.or(() -> Optional.of(held.phase().code()));
      }
    }
    if (heldBy.isEmpty()) {
      memo = memo.withTold(memo.state());
    }
    states.put(memo);
    List<AlertTransition> transitions = new ArrayList<>();
    alerts.show(shown(memo, heldBy), tick, transitions);
    series.show(memo.state(), heldBy.isPresent(), tick);
    return transitions;
  }

  private AlarmMemo decided(AlarmMemo memo, Instant tick) {
    AlarmState next = condition.holds(states::state) ? AlarmState.ALARM : AlarmState.OK;
    if (next == memo.state()) {
      return memo;
    }
    List<String> stand = new ArrayList<>();
    condition.alarms().forEach(name -> stand.add(name + " is " + states.state(name)));
    return memo.decided(next, alarm.rule() + ": " + String.join(", ", stand), tick);
  }

  private Suppression suppression(AlarmMemo memo, CompositeAlarm.Suppressor by, Instant tick) {
    AlarmState before = states.memo(alarm.name()).state();
    boolean inAlarm = suppressor.map(name -> states.state(name) == AlarmState.ALARM).orElse(false);
    return memo.suppression()
        .orElseGet(() -> Suppression.begin(before))
        .next(memo.state(), inAlarm, by, tick)
        .next();
  }

  private AlarmAlerts.Shown shown(AlarmMemo memo, Optional<String> heldBy) {
    return new AlarmAlerts.Shown(
        Labels.EMPTY,
        memo.state() == AlarmState.ALARM,
        memo.told() == AlarmState.ALARM,
        memo.since(),
        heldBy,
        memo.reason(),
        memo.state() == AlarmState.ALARM ? 1 : 0);
  }
}
