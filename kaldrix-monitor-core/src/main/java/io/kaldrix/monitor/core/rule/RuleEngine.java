package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Alerts;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.Dependency;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.RuleStatus;
import io.kaldrix.monitor.api.rule.Rules;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.core.alarm.engine.AlarmEngine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rule groups at work. {@link #evaluate} is for one thread; what the doors return may be asked
 * by any, and any may {@link #reload}.
 *
 * <p>It reads no clock: it goes by the ticks that it is given, each later than the one before, and
 * works in virtual time as in real.
 */
public final class RuleEngine implements Rules, Alerts {

  private static final Logger LOG = LoggerFactory.getLogger(RuleEngine.class);

  private static final Comparator<AlertView> WORST_FIRST =
      Comparator.comparing(AlertView::severity).thenComparing(AlertView::labels);

  private static final Comparator<Alert> ALERTS_WORST_FIRST =
      Comparator.comparing(Alert::severity).thenComparing(Alert::labels);

  private final RuleSurroundings surroundings;
  private final AlertKeeper keeper;
  private final ReentrantLock one = new ReentrantLock(); // evaluates or replaces the groups
  private final List<AlertTransition> steps = new ArrayList<>(); // of the evaluation under way
  private final List<RunningRule> removed = new ArrayList<>();
  private final Map<RunningRule, RunningRule> replaced = new LinkedHashMap<>();
  private Map<String, List<RunningRule>> byName = Map.of();
  private boolean restored;
  private volatile List<EvaluatedGroup> groups = List.of();
  private volatile List<AlertView> active = List.of();
  private volatile List<Alert> alarming = List.of();
  private volatile List<RuleFailure> failures = List.of();
  private volatile List<RuleFailure> refusals = List.of();

  /**
   * Prepares all rules. Nothing is remembered over a restart, and no series are written but those
   * that rules record and that alerts show.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if an expression is wrong
   * @throws IllegalArgumentException if two groups of one file have one name, a template is wrong,
   *     or a rule depends on one that is not there
   */
  public RuleEngine(
      List<RuleGroup> groups,
      RuleQueries queries,
      RuleTemplates templates,
      SeriesAppender appender,
      EngineMeters meters) {
    this(groups, RuleSurroundings.of(queries, templates, appender, meters));
  }

  /**
   * Prepares all rules.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if an expression is wrong
   * @throws IllegalArgumentException if two groups of one file have one name, a template is wrong,
   *     or a rule depends on one that is not there
   */
  public RuleEngine(List<RuleGroup> groups, RuleSurroundings surroundings) {
    this.surroundings = surroundings;
    this.keeper =
        new AlertKeeper(surroundings.memory(), surroundings.tickInterval(), surroundings.limits());
    reload(groups);
  }

  /**
   * Evaluates the groups that are due.
   *
   * @return the steps alerts took, in order of groups and rules
   */
  public List<AlertTransition> evaluate(Instant tick) {
    one.lock();
    try {
      List<EvaluatedGroup> now = groups;
      if (!restored) {
        restored = true;
        keeper.restore(now, tick);
      }
      for (int i = 0; i < now.size(); i++) {
        now.get(i).evaluate(tick, steps);
      }
      clearAway(tick, steps);
      if (surroundings.alarms().isPresent()) {
        steps.addAll(surroundings.alarms().get().evaluate(tick));
      }
      publish(now);
      keeper.keep(now, tick, !steps.isEmpty());
      return steps.isEmpty() ? List.of() : List.copyOf(steps);
    } finally {
      steps.clear();
      one.unlock();
    }
  }

  /** A sample and the end of its series cannot bear one time, so the new rules come first. */
  private void clearAway(Instant tick, List<AlertTransition> transitions) {
    if (!replaced.isEmpty()) {
      replaced.forEach((old, next) -> old.giveWay(next, tick));
      replaced.clear();
    }
    if (!removed.isEmpty()) {
      removed.forEach(rule -> transitions.addAll(rule.end(tick)));
      removed.clear();
    }
  }

  private void publish(List<EvaluatedGroup> now) {
    boolean anyActive = false;
    boolean anyProblem = false;
    for (int i = 0; i < now.size(); i++) {
      EvaluatedGroup group = now.get(i);
      anyProblem |= group.hasProblem();
      List<RunningRule> rules = group.rules();
      for (int j = 0; j < rules.size() && !anyActive; j++) {
        anyActive = rules.get(j).work().hasAlerts();
      }
    }
    List<RuleFailure> ofAlarms = List.of();
    if (surroundings.alarms().isPresent()) {
      alarming = surroundings.alarms().get().active();
      ofAlarms = surroundings.alarms().get().failures();
    }
    if (anyActive || !active.isEmpty()) {
      active = views(now);
    }
    if (anyProblem || !ofAlarms.isEmpty() || !failures.isEmpty()) {
      tell(
          Stream.concat(now.stream().flatMap(group -> group.failures().stream()), ofAlarms.stream())
              .toList());
    }
  }

  private static List<AlertView> views(List<EvaluatedGroup> now) {
    List<AlertView> views = new ArrayList<>();
    for (EvaluatedGroup group : now) {
      for (RunningRule rule : group.rules()) {
        EvaluatedRule work = rule.work();
        work.alerts().forEach(alert -> views.add(work.view(alert)));
      }
    }
    views.sort(WORST_FIRST);
    return List.copyOf(views);
  }

  private void tell(List<RuleFailure> now) {
    for (RuleFailure failure : now) {
      if (!failures.contains(failure)) {
        LOG.warn(
            "rule {} of group {} failed: {}", failure.rule(), failure.group(), failure.problem());
      }
    }
    failures = now;
  }

  @Override
  public void reload(List<RuleGroup> wanted) {
    one.lock();
    try {
      Map<String, EvaluatedGroup> before = byKey(groups);
      Map<String, EvaluatedGroup> after = new LinkedHashMap<>();
      for (RuleGroup group : wanted) {
        String key = RuleKey.of(group);
        EvaluatedGroup made =
            new EvaluatedGroup(group, surroundings, this::holdsBack, before.get(key));
        if (after.put(key, made) != null) {
          throw new IllegalArgumentException(
              "rule group '"
                  + group.name()
                  + "' is given twice"
                  + (group.file().isEmpty() ? "" : " in " + group.file()));
        }
      }
      RuleDependencies.check(wanted);
      replaceAlarms(wanted);
      after.forEach((key, group) -> takeOver(group, before.get(key)));
      before.forEach(
          (key, group) -> {
            if (!after.containsKey(key)) {
              removed.addAll(group.rules());
              group.retire();
            }
          });
      groups = List.copyOf(after.values());
      byName = byName(groups);
      refusals = List.of();
    } finally {
      one.unlock();
    }
  }

  private void replaceAlarms(List<RuleGroup> wanted) {
    if (surroundings.alarms().isPresent()) {
      surroundings.alarms().get().replace(wanted);
      return;
    }
    for (RuleGroup group : wanted) {
      for (Rule rule : group.rules()) {
        if (AlarmEngine.isAlarm(rule)) {
          throw new IllegalArgumentException(
              "rule group '" + group.name() + "': alarm '" + rule.name() + "' has no engine here");
        }
      }
    }
  }

  private void takeOver(EvaluatedGroup group, @Nullable EvaluatedGroup before) {
    if (before == null) {
      return;
    }
    group.adopt(before);
    Map<String, RunningRule> now = group.byKey();
    before
        .byKey()
        .forEach(
            (key, old) -> {
              RunningRule next = now.get(key);
              if (next == null) {
                removed.add(old);
              } else {
                replaced.put(old, next);
              }
            });
  }

  /**
   * Notes that rules could not be taken over, until others are; those that are there stay.
   *
   * @param where what they were to be read from
   */
  public void refused(String where, String problem) {
    RuleFailure refusal = new RuleFailure("", where, problem);
    if (!refusals.contains(refusal)) {
      LOG.warn("rules stay as they are, as {} cannot be taken over: {}", where, problem);
    }
    refusals = List.of(refusal);
  }

  /** Notes that what was {@linkplain #refused} is again as it was taken over. */
  public void accepted() {
    if (!refusals.isEmpty()) {
      refusals = List.of();
    }
  }

  private static Map<String, EvaluatedGroup> byKey(List<EvaluatedGroup> groups) {
    Map<String, EvaluatedGroup> byKey = new LinkedHashMap<>();
    groups.forEach(group -> byKey.put(RuleKey.of(group.group()), group));
    return byKey;
  }

  private static Map<String, List<RunningRule>> byName(List<EvaluatedGroup> groups) {
    Map<String, List<RunningRule>> byName = new HashMap<>();
    for (EvaluatedGroup group : groups) {
      for (RunningRule rule : group.rules()) {
        byName.computeIfAbsent(rule.rule().name(), name -> new ArrayList<>()).add(rule);
      }
    }
    return byName;
  }

  private boolean holdsBack(Dependency dependency, Labels labels) {
    for (RunningRule rule : byName.getOrDefault(dependency.rule(), List.of())) {
      for (AlertInstance alert : rule.work().alerts()) {
        boolean agrees =
            dependency.on().stream()
                .allMatch(name -> alert.labels().value(name).equals(labels.value(name)));
        if (alert.isFiring() && agrees) {
          return true;
        }
      }
    }
    return false;
  }

  /** Writes down what must survive a restart, as the monitor ends. */
  public void close() {
    one.lock();
    try {
      keeper.keepLast(groups);
    } finally {
      one.unlock();
    }
  }

  @Override
  public List<RuleGroup> groups() {
    return groups.stream().map(EvaluatedGroup::group).toList();
  }

  @Override
  public List<RuleFailure> failures() {
    return Stream.concat(refusals.stream(), failures.stream()).toList();
  }

  @Override
  public List<RuleStatus> statuses() {
    return groups.stream().flatMap(group -> group.statuses().stream()).toList();
  }

  @Override
  public List<Alert> active() {
    List<Alert> ofAlarms = alarming;
    Stream<Alert> ofRules = active.stream().map(AlertView::alert);
    return ofAlarms.isEmpty()
        ? ofRules.toList()
        : Stream.concat(ofRules, ofAlarms.stream()).sorted(ALERTS_WORST_FIRST).toList();
  }
}
