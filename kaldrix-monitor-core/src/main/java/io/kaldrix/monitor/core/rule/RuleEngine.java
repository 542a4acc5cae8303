package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Alerts;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.core.alarm.engine.AlarmEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rule groups at work. {@link #evaluate} is for one thread; what the doors return may be asked
 * by any.
 */
public final class RuleEngine implements Rules, Alerts {

  private static final Logger LOG = LoggerFactory.getLogger(RuleEngine.class);

  private static final Comparator<Alert> WORST_FIRST =
      Comparator.comparing(Alert::severity).thenComparing(Alert::labels);

  private final List<RuleGroup> groups;
  private final AlarmEngine alarms;
  private final List<EvaluatedGroup> evaluated = new ArrayList<>();
  private volatile List<Alert> active = List.of();
  private volatile List<RuleFailure> failures = List.of();

  /**
   * Prepares all rules.
   *
   * @param alarms those of the same groups
   * @throws io.kaldrix.monitor.api.query.QueryException if an expression is wrong
   * @throws IllegalArgumentException if two groups have one name or a template is wrong
   */
  public RuleEngine(
      List<RuleGroup> groups,
      RuleQueries queries,
      RuleTemplates templates,
      SeriesAppender appender,
      AlarmEngine alarms,
      EngineMeters meters) {
    this.alarms = alarms;
    this.groups = List.copyOf(groups);
    Set<String> names = new HashSet<>();
    for (RuleGroup group : groups) {
      if (!names.add(group.name())) {
        throw new IllegalArgumentException("rule group '" + group.name() + "' is given twice");
      }
      evaluated.add(new EvaluatedGroup(group, queries, templates, appender, meters));
    }
  }

  /**
   * Evaluates the groups that are due.
   *
   * @return the steps alerts took, in order of groups and rules
   */
  public List<AlertTransition> evaluate(Instant tick) {
    List<AlertTransition> transitions = new ArrayList<>();
    for (EvaluatedGroup group : evaluated) {
      if (group.isDue(tick)) {
        transitions.addAll(group.evaluate(tick));
      }
    }
    transitions.addAll(alarms.evaluate(tick));
    active =
        Stream.concat(
                evaluated.stream()
                    .flatMap(group -> group.alerts().stream())
                    .map(AlertInstance::alert),
                alarms.active().stream())
            .sorted(WORST_FIRST)
            .toList();
    List<RuleFailure> now =
        Stream.concat(
                evaluated.stream().flatMap(group -> group.failures().stream()),
                alarms.failures().stream())
            .toList();
    now.stream()
        .filter(failure -> !failures.contains(failure))
        .forEach(
            failure ->
                LOG.warn(
                    "rule {} of group {} failed: {}",
                    failure.rule(),
                    failure.group(),
                    failure.problem()));
    failures = now;
    return transitions;
  }

  @Override
  public List<RuleGroup> groups() {
    return groups;
  }

  @Override
  public List<RuleFailure> failures() {
    return failures;
  }

  @Override
  public List<Alert> active() {
    return active;
  }
}
