package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.rule.MetricAlarm;
import io.kaldrix.monitor.core.alarm.Contributor;
import io.kaldrix.monitor.core.alarm.engine.AlarmMemo.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An alarm on PromQL: in ALARM while one of the series that its expression returns has been in
 * breach for the pending period and has not been gone for the recovery period. Each such series is
 * an alert of its own.
 */
final class EvaluatedPromQlAlarm implements EvaluatedAlarm {

  private final MetricAlarm alarm;
  private final AlarmCriteria.PromQl criteria;
  private final Query query;
  private final AlarmStates states;
  private final AlarmMutes mutes;
  private final AlarmAlerts alerts;
  private final AlarmStateSeries series;
  private final Map<Labels, Double> values = new HashMap<>();
  private long evaluatedAt = Long.MIN_VALUE;

  EvaluatedPromQlAlarm(
      MetricAlarm alarm,
      AlarmCriteria.PromQl criteria,
      AlarmSurroundings surroundings,
      AlarmStates states,
      AlarmMutes mutes,
      AlarmAlerts alerts) {
    this.alarm = alarm;
    this.criteria = criteria;
    this.query = surroundings.queries().prepare(criteria.expression());
    this.states = states;
    this.mutes = mutes;
    this.alerts = alerts;
    this.series =
        new AlarmStateSeries(alarm.name(), surroundings.processLabels(), surroundings.appender());
    states.begin(alarm.name(), AlarmState.OK);
    AlarmMemo memo = states.memo(alarm.name());
    memo.contributors()
        .forEach((labels, member) -> alerts.restore(shown(labels, member, Optional.empty())));
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
  public List<AlertTransition> evaluate(Instant tick) {
    AlarmMemo memo = states.memo(alarm.name());
    Set<Labels> gone = new LinkedHashSet<>();
    long due = Math.floorDiv(tick.toEpochMilli(), criteria.interval().toMillis());
    if (due != evaluatedAt) {
      memo = decided(memo, tick, gone);
      evaluatedAt = due;
    }
    Optional<String> heldBy =
        EvaluatedMetricAlarm.heldBy(alarm.actions().enabled(), mutes, alarm.name(), tick);
    List<AlertTransition> transitions = new ArrayList<>();
    Map<Labels, Member> members = new LinkedHashMap<>();
    memo.contributors()
        .forEach(
            (labels, member) -> {
              boolean alarming = member.contributor().alarmingSince().isPresent();
              boolean told = member.told() || (alarming && heldBy.isEmpty());
              Member next = new Member(member.contributor(), told);
              members.put(labels, next);
              alerts.show(shown(labels, next, heldBy), tick, transitions);
            });
    gone.forEach(labels -> alerts.show(ended(labels, tick), tick, transitions));
    memo = memo.withContributors(members);
    states.put(heldBy.isEmpty() ? memo.withTold(memo.state()) : memo);
    series.show(memo.state(), heldBy.isPresent(), tick);
    return transitions;
  }

  private AlarmMemo decided(AlarmMemo memo, Instant tick, Set<Labels> gone) {
    Map<Labels, Double> breaching = new LinkedHashMap<>();
    for (VectorSample sample : query.at(tick).vector().samples()) {
      breaching.put(sample.labels().without(Label.METRIC_NAME), sample.value());
    }
    Set<Labels> all = new LinkedHashSet<>(memo.contributors().keySet());
    all.addAll(breaching.keySet());
    Map<Labels, Member> members = new LinkedHashMap<>();
    long alarming = 0;
    for (Labels labels : all) {
      Member before = memo.contributors().get(labels);
      Optional<Contributor> next =
          Contributor.next(
              Optional.ofNullable(before).map(Member::contributor),
              breaching.containsKey(labels),
              criteria.pending(),
              criteria.recovery(),
              tick);
      if (next.isPresent()) {
        members.put(labels, new Member(next.get(), before != null && before.told()));
        alarming += next.get().alarmingSince().isPresent() ? 1 : 0;
      } else {
        gone.add(labels);
      }
    }
    values.keySet().retainAll(members.keySet());
    values.putAll(breaching);
    AlarmState state = alarming > 0 ? AlarmState.ALARM : AlarmState.OK;
    String why = alarming + " of " + members.size() + " contributors in alarm";
    return memo.decided(state, why, tick).withContributors(members);
  }

  private AlarmAlerts.Shown shown(Labels labels, Member member, Optional<String> heldBy) {
    Contributor contributor = member.contributor();
    return new AlarmAlerts.Shown(
        labels,
        true,
        member.told(),
        contributor.activeSince(),
        heldBy.filter(by -> contributor.alarmingSince().isPresent()),
        "in breach since " + contributor.activeSince(),
        values.getOrDefault(labels, Double.NaN));
  }

  private static AlarmAlerts.Shown ended(Labels labels, Instant tick) {
    return new AlarmAlerts.Shown(
        labels, false, false, tick, Optional.empty(), "recovered", Double.NaN);
  }
}
