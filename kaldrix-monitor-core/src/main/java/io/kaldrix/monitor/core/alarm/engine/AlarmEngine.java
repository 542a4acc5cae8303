package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.rule.AlarmActions;
import io.kaldrix.monitor.api.rule.AlarmCriteria;
import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.CompositeAlarm;
import io.kaldrix.monitor.api.rule.MetricAlarm;
import io.kaldrix.monitor.api.rule.MetricQuery;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules.RuleFailure;
import io.kaldrix.monitor.core.alarm.composite.AlarmOrder;
import io.kaldrix.monitor.core.alarm.metric.StoredMetrics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms of all rule groups at work. Each is evaluated at intervals of its own, whatever group
 * it is in; metric alarms first, then composite ones, none before those that it asks of. One that
 * fails keeps its state, and the next goes on. For one thread.
 */
public final class AlarmEngine {

  private static final Logger LOG = LoggerFactory.getLogger(AlarmEngine.class);

  private final AlarmSurroundings surroundings;
  private final StoredMetrics metrics;
  private final AlarmMutes mutes;
  private final EngineCounter evaluations;
  private final EngineCounter failed;
  private AlarmStates states = new AlarmStates();
  private Map<EvaluatedAlarm, String> alarms = new LinkedHashMap<>(); // and the group of each
  private final List<EvaluatedAlarm> leaving = new ArrayList<>();
  private List<RuleFailure> failures = List.of();
  private boolean keepingFails;

  /**
   * Prepares the alarms among the rules of these groups, and takes up the states that were kept.
   *
   * @throws IllegalArgumentException if an alarm or mute is wrong, asks of one that is not there or
   *     has the name of another
   * @throws io.kaldrix.monitor.api.query.QueryException if a PromQL expression is wrong
   */
  public AlarmEngine(List<RuleGroup> groups, AlarmSurroundings surroundings, EngineMeters meters) {
    this.surroundings = surroundings;
    this.mutes = new AlarmMutes(surroundings.mutes());
    this.metrics =
        new StoredMetrics(
            surroundings.reader(),
            surroundings.queries(),
            surroundings.mappings(),
            surroundings.step());
    this.evaluations =
        meters.counter("kaldrix_alarm_evaluations_total", Labels.EMPTY, "Alarms evaluated.");
    this.failed =
        meters.counter(
            "kaldrix_alarm_evaluation_failures_total",
            Labels.EMPTY,
            "Alarms that could not be evaluated.");
    try {
      Optional<byte[]> kept = surroundings.keeping().read();
      if (kept.isPresent()) {
        states.remember(AlarmMemos.of(kept.get()));
      }
    } catch (IOException e) {
      LOG.warn("alarms begin anew, their states cannot be read: {}", e.getMessage());
    }
    replace(groups);
  }

  /** Returns whether a rule is evaluated here. */
  public static boolean isAlarm(Rule rule) {
    return rule instanceof MetricAlarm || rule instanceof CompositeAlarm;
  }

  /**
   * Takes the alarms of these groups in place of those that are there. One of a name that was there
   * keeps its state; those that are gone end at the next tick.
   *
   * @throws IllegalArgumentException as the constructor does; then those that are there stay
   * @throws io.kaldrix.monitor.api.query.QueryException the same
   */
  public void replace(List<RuleGroup> groups) {
    AlarmStates next = states.successor();
    Map<Rule, String> groupOf = new LinkedHashMap<>();
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        if (isAlarm(rule) && groupOf.put(rule, group.name()) != null) {
          throw new IllegalArgumentException("alarm '" + rule.name() + "' is given twice");
        }
      }
    }
    Map<EvaluatedAlarm, String> prepared = new LinkedHashMap<>();
    List<EvaluatedCompositeAlarm> composites = new ArrayList<>();
    for (Rule rule : AlarmOrder.sorted(List.copyOf(groupOf.keySet()))) {
      EvaluatedAlarm alarm = prepare(rule, next);
      prepared.put(alarm, groupOf.getOrDefault(rule, ""));
      if (alarm instanceof EvaluatedCompositeAlarm composite) {
        composites.add(composite);
      }
    }
    check(composites, next);
    for (EvaluatedAlarm before : alarms.keySet()) {
      if (!next.names().contains(before.name())) {
        leaving.add(before);
      }
    }
    states = next;
    alarms = prepared;
  }

  private EvaluatedAlarm prepare(Rule rule, AlarmStates into) {
    try {
      return rule instanceof CompositeAlarm composite
          ? composite(composite, into)
          : metric((MetricAlarm) rule, into);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("alarm '" + rule.name() + "': " + e.getMessage(), e);
    }
  }

  private EvaluatedAlarm metric(MetricAlarm alarm, AlarmStates into) {
    AlarmAlerts alerts =
        alerts(labels(alarm), alarm.description(), alarm.actions(), alarm.severity());
    if (alarm.criteria() instanceof AlarmCriteria.Datapoints datapoints) {
      return new EvaluatedMetricAlarm(
          alarm, datapoints, surroundings, metrics, into, mutes, alerts);
    }
    return new EvaluatedPromQlAlarm(
        alarm, (AlarmCriteria.PromQl) alarm.criteria(), surroundings, into, mutes, alerts);
  }

  private EvaluatedAlarm composite(CompositeAlarm alarm, AlarmStates into) {
    AlarmAlerts alerts =
        alerts(
            surroundings.processLabels().with(Alert.NAME_LABEL, alarm.name()),
            alarm.description(),
            alarm.actions(),
            alarm.severity());
    return new EvaluatedCompositeAlarm(alarm, surroundings, into, mutes, alerts);
  }

  private AlarmAlerts alerts(
      Labels labels, String description, AlarmActions actions, Severity severity) {
    return new AlarmAlerts(labels, description, actions, severity, surroundings.appender());
  }

  /** Labels tell what is watched, if that is a single metric. */
  private Labels labels(MetricAlarm alarm) {
    Labels.Builder labels = surroundings.processLabels().toBuilder();
    if (alarm.criteria() instanceof AlarmCriteria.Datapoints datapoints
        && datapoints.watched().source() instanceof MetricQuery.Source.OfMetric watched) {
      AlarmMetric metric = watched.metric();
      metric.dimensions().forEach(labels::set);
      labels.set("namespace", metric.namespace()).set("metric", metric.name());
    }
    return labels.set(Alert.NAME_LABEL, alarm.name()).build();
  }

  private void check(List<EvaluatedCompositeAlarm> composites, AlarmStates there) {
    Map<String, Set<String>> asked = new HashMap<>();
    for (EvaluatedCompositeAlarm composite : composites) {
      for (String needed : composite.needed()) {
        refuseUnknown("composite alarm '" + composite.name() + "' asks of", needed, there);
      }
      asked.put(composite.name(), composite.asked());
    }
    for (String muted : mutes.alarms()) {
      refuseUnknown("an alarm mute names", muted, there);
    }
    Set<String> circular = AlarmOrder.inCircles(asked);
    for (EvaluatedCompositeAlarm composite : composites) {
      if (circular.contains(composite.name())) {
        composite.stop(
            "composite alarms ask of one another in a circle and are not evaluated: "
                + String.join(", ", circular)
                + "; the rule FALSE for one of them opens it");
      }
    }
  }

  private static void refuseUnknown(String who, String alarm, AlarmStates there) {
    if (!there.names().contains(alarm)) {
      throw new IllegalArgumentException(
          who
              + " alarm '"
              + alarm
              + "', which is not there"
              + NearestName.hint(alarm, there.names()));
    }
  }

  /**
   * Evaluates the alarms that are due.
   *
   * @return the steps alerts took
   */
  public List<AlertTransition> evaluate(Instant tick) {
    metrics.observe(tick);
    List<AlertTransition> transitions = new ArrayList<>();
    leaving.forEach(alarm -> transitions.addAll(alarm.end(tick)));
    leaving.clear();
    List<RuleFailure> troubles = new ArrayList<>();
    alarms.forEach(
        (alarm, group) -> {
          evaluations.increment();
          try {
            transitions.addAll(alarm.evaluate(tick));
            alarm
                .problem()
                .ifPresent(problem -> troubles.add(new RuleFailure(group, alarm.name(), problem)));
          } catch (RuntimeException e) {
            failed.increment();
            troubles.add(new RuleFailure(group, alarm.name(), String.valueOf(e.getMessage())));
          }
        });
    failures = troubles;
    keep();
    return transitions;
  }

  private void keep() {
    if (!states.takeChanged()) {
      return;
    }
    try {
      surroundings.keeping().write(AlarmMemos.toBytes(states.all()));
      keepingFails = false;
    } catch (IOException e) {
      if (!keepingFails) {
        LOG.warn("states of alarms cannot be kept: {}", e.getMessage());
      }
      keepingFails = true;
    }
  }

  /** Returns the alerts that are pending or firing. */
  public List<Alert> active() {
    return alarms.keySet().stream().flatMap(alarm -> alarm.alerts().stream()).toList();
  }

  /** Returns the last trouble of each alarm that has one now. */
  public List<RuleFailure> failures() {
    return failures;
  }
}
