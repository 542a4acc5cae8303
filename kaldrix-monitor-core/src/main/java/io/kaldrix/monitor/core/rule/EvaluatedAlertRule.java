package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertGenerator;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Dependency;
import io.kaldrix.monitor.api.rule.Doubt;
import io.kaldrix.monitor.api.rule.Doubt.Meaning;
import io.kaldrix.monitor.api.rule.Grading;
import io.kaldrix.monitor.api.rule.NoData;
import io.kaldrix.monitor.api.rule.Occurrences;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.core.rule.AlertInstance.Seen;
import io.kaldrix.monitor.core.rule.AlertStateMachine.Condition;
import io.kaldrix.monitor.core.rule.AlertView.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert rule and its alerts: one for each label set that its expression returns.
 *
 * <p>An evaluation first finds what there is to see and changes nothing, as a query may fail; then
 * it decides what becomes of every alert; then, unless there are too many, they become it. One in
 * which nothing is seen and no alert is known allocates nothing.
 */
final class EvaluatedAlertRule implements EvaluatedRule {

  private final AlertRule rule;
  private final AlertGenerator generator;
  private final int limit;
  private final RuleQuery query;
  private final Optional<RuleQuery> keepFiringWhile;
  private final Optional<RuleQuery> enabledWhen;
  private final Optional<RuleQuery> data;
  private final SeriesAppender appender;
  private final FiringAlerts others;
  private final AlertIdentity identity;
  private final AlertTexts annotations;
  private final boolean ladder;

  private final Map<Labels, AlertInstance> instances = new LinkedHashMap<>();
  private final KnownSeries knownSeries;
  private final Answer answer = new Answer();
  private final Answer side = new Answer();
  private final List<Labels> fresh = new ArrayList<>();
  private long evaluation;

  EvaluatedAlertRule(
      AlertRule rule,
      String group,
      int limit,
      RuleQueries queries,
      RuleTemplates templates,
      SeriesAppender appender,
      FiringAlerts others,
      EngineCounter failedTexts) {
    this.rule = rule;
    this.generator = new AlertGenerator(group, rule.name(), rule.expression());
    this.limit = limit;
    this.query = queries.prepare(rule.expression());
    this.keepFiringWhile = rule.guards().keepFiringWhile().map(queries::prepare);
    this.enabledWhen = rule.guards().enabledWhen().map(queries::prepare);
    NoData noData = rule.doubt().noData();
    this.data =
        noData.series() == Meaning.RESOLVE && noData.whole() == Meaning.RESOLVE
            ? Optional.empty()
            : Optional.of(queries.prepare(noData.data()));
    this.appender = appender;
    this.others = others;
    this.identity =
        new AlertIdentity(
            rule, new AlertTexts(templates, rule.name(), "label", rule.labels(), failedTexts));
    this.annotations =
        new AlertTexts(templates, rule.name(), "annotation", rule.annotations(), failedTexts);
    this.ladder = rule.grading() instanceof Grading.Ladder;
    this.knownSeries = new KnownSeries(noData.forgetAfter());
  }

  /** Thrown when a rule has more alerts than it may. */
  private static final class TooManyAlerts extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    TooManyAlerts(int limit, int alerts) {
      super("exceeded limit of " + limit + " with " + alerts + " alerts");
    }
  }

  @Override
  public String name() {
    return rule.name();
  }

  @Override
  public List<AlertInstance> alerts() {
    if (instances.isEmpty()) {
      return List.of();
    }
    return instances.values().stream().filter(AlertInstance::isActive).toList();
  }

  @Override
  public AlertView view(AlertInstance alert) {
    return alert.view(annotations, generator);
  }

  @Override
  public List<AlertTransition> evaluate(Instant tick) {
    evaluation++;
    boolean certain;
    try {
      certain = look(tick);
    } catch (RuntimeException e) {
      fresh.forEach(instances::remove);
      throw e;
    } finally {
      fresh.clear();
    }
    if (instances.isEmpty()) {
      return List.of();
    }
    return settle(tick, certain ? Condition.ENDED : Condition.UNKNOWN);
  }

  /**
   * Finds what there is to see.
   *
   * @return whether an alert of which nothing was seen has therefore ended
   */
  private boolean look(Instant tick) {
    answer.ask(query, tick);
    if (ladder) {
      answer.retain(identity.reachesAnything());
    }
    LabelCover enabled = null;
    if (enabledWhen.isPresent() && (answer.size() > 0 || data.isPresent())) {
      side.ask(enabledWhen.get(), tick);
      enabled = LabelCover.of(side);
    }
    for (int i = 0; i < answer.size(); i++) {
      Labels series = answer.labels(i);
      if (enabled == null || enabled.covers(series)) {
        met(series, answer.value(i), tick);
      }
    }
    boolean certain = data.isEmpty() || lookForData(data.get(), enabled, tick);
    if (keepFiringWhile.isPresent() && anyFiringUnseen()) {
      side.ask(keepFiringWhile.get(), tick);
      keepFiring(side, enabled, tick);
    }
    return certain;
  }

  private void met(Labels series, double value, Instant tick) {
    Labels labels = identity.of(series, value, tick);
    Severity severity = identity.severity(labels, value);
    if (!see(labels, new Sighting(series, value, tick, null), Seen.MET, severity)) {
      throw new IllegalStateException("two series of the answer would be the same alert " + labels);
    }
  }

  private boolean see(Labels labels, Sighting sighting, Seen what, Severity severity) {
    AlertInstance instance = instances.get(labels);
    if (instance == null) {
      instance = new AlertInstance(labels, sighting, severity, new AlertSeries(appender, labels));
      instances.put(labels, instance);
      fresh.add(labels);
    }
    if (!instance.see(evaluation, what, severity)) {
      return false;
    }
    if (!instance.sighting().series().equals(sighting.series())) {
      identity.forget(instance.sighting().series());
    }
    instance.sight(sighting);
    return true;
  }

  /** Returns whether silence means that all is well. */
  private boolean lookForData(RuleQuery dataQuery, @Nullable LabelCover enabled, Instant tick) {
    NoData policy = rule.doubt().noData();
    side.ask(dataQuery, tick);
    if (side.size() == 0 && policy.whole() != Meaning.RESOLVE) {
      if (policy.whole() == Meaning.ALERT) {
        meetAsWhole(Doubt.NO_DATA, tick);
      }
      return false;
    }
    if (policy.series() != Meaning.RESOLVE) {
      knownSeries.note(side, tick);
      knownSeries.vanished(
          tick,
          (series, last) -> {
            if (enabled == null || enabled.covers(series)) {
              vanished(series, policy.series(), tick);
            }
          });
    }
    return true;
  }

  private void vanished(Labels series, Meaning meaning, Instant tick) {
    AlertInstance instance = instanceOf(series);
    if (meaning == Meaning.KEEP) {
      if (instance != null) {
        instance.see(evaluation, Seen.UNKNOWN, instance.severity());
      }
      return;
    }
    Labels labels = instance == null ? identity.of(series, Double.NaN, tick) : instance.labels();
    Severity severity = instance == null ? rule.severity() : instance.severity();
    see(labels, new Sighting(series, Double.NaN, tick, null), Seen.MET, severity);
  }

  private @Nullable AlertInstance instanceOf(Labels series) {
    for (AlertInstance instance : instances.values()) {
      if (instance.sighting().series().without(Label.METRIC_NAME).equals(series)) {
        return instance;
      }
    }
    return null;
  }

  private boolean anyFiringUnseen() {
    if (!instances.isEmpty()) {
      for (AlertInstance instance : instances.values()) {
        if (instance.isFiring() && !instance.isSeen(evaluation)) {
          return true;
        }
      }
    }
    return false;
  }

  private void keepFiring(Answer keeping, @Nullable LabelCover enabled, Instant tick) {
    Map<Labels, AlertInstance> firing = new HashMap<>();
    for (AlertInstance instance : instances.values()) {
      if (instance.isFiring() && !instance.isSeen(evaluation)) {
        firing.put(instance.sighting().series().without(Label.METRIC_NAME), instance);
      }
    }
    for (int i = 0; i < keeping.size(); i++) {
      Labels series = keeping.labels(i);
      AlertInstance instance = firing.get(series.without(Label.METRIC_NAME));
      if (instance != null && (enabled == null || enabled.covers(series))) {
        if (instance.see(evaluation, Seen.MET, leastSeverity(instance))) {
          instance.sight(new Sighting(instance.sighting().series(), keeping.value(i), tick, null));
        }
      }
    }
  }

  /** Below its first level an alert of a ladder is as bad as on the lowest one. */
  private Severity leastSeverity(AlertInstance instance) {
    if (!(rule.grading() instanceof Grading.Ladder steps)) {
      return instance.severity();
    }
    Severity least = Severity.CRITICAL;
    for (Grading.Level level : steps.levels()) {
      least = least.isAtLeast(level.severity()) ? level.severity() : least;
    }
    return least;
  }

  /** Raises the alert that is about the rule itself. */
  private void meetAsWhole(String reason, Instant tick) {
    Labels series = Labels.of(Doubt.REASON_LABEL, reason);
    Labels labels = identity.of(series, Double.NaN, tick).with(Doubt.REASON_LABEL, reason);
    see(labels, new Sighting(series, Double.NaN, tick, null), Seen.MET, rule.severity());
  }

  /**
   * Decides what becomes of every alert, and lets them become it.
   *
   * @param silence what it means that nothing was seen of an alert
   */
  private List<AlertTransition> settle(Instant tick, Condition silence) {
    int active = 0;
    for (AlertInstance instance : instances.values()) {
      Condition condition = condition(instance, silence, tick);
      AlertState next =
          AlertStateMachine.next(instance.state(), condition, rule.timing(), "", tick);
      if (next instanceof AlertState.Firing && !instance.isFiring()) {
        String heldBack = heldBack(instance.labels());
        next =
            heldBack.isEmpty()
                ? next
                : AlertStateMachine.next(
                    instance.state(), condition, rule.timing(), heldBack, tick);
      }
      instance.decide(next);
      active += AlertInstance.isActive(next) ? 1 : 0;
    }
    if (limit > 0 && active > limit) {
      throw new TooManyAlerts(limit, active);
    }
    return apply(tick);
  }

  private Condition condition(AlertInstance instance, Condition silence, Instant tick) {
    Seen seen = instance.seen(evaluation);
    boolean unknown =
        seen == Seen.UNKNOWN
            || (seen == Seen.NOT_MET
                && ((silence == Condition.UNKNOWN && !isAbout(instance, Doubt.ERROR))
                    || instance.awaitsConfirmation(tick)));
    if (unknown) {
      return Condition.UNKNOWN;
    }
    Occurrences occurrences = rule.timing().occurrences();
    int count = instance.remember(seen == Seen.MET, occurrences);
    if (count >= occurrences.required()) {
      return Condition.HOLDS;
    }
    boolean gathers =
        seen == Seen.MET || (count > 0 && instance.state() instanceof AlertState.Pending);
    return gathers ? Condition.GATHERS : Condition.ENDED;
  }

  private static boolean isAbout(AlertInstance instance, String reason) {
    return instance.sighting().series().equals(Labels.of(Doubt.REASON_LABEL, reason));
  }

  private String heldBack(Labels labels) {
    for (Dependency dependency : rule.guards().unless()) {
      if (others.holdBack(dependency, labels)) {
        return "unless " + dependency.rule();
      }
    }
    return "";
  }

  private List<AlertTransition> apply(Instant tick) {
    List<AlertTransition> transitions = new ArrayList<>();
    List<AlertInstance> gone = new ArrayList<>();
    for (AlertInstance instance : instances.values()) {
      AlertState before = instance.state();
      Severity severityBefore = instance.severity();
      if (!instance.isSeen(evaluation)) {
        instance.see(evaluation, Seen.NOT_MET, severityBefore);
      }
      instance.apply(ladder, tick.toEpochMilli());
      AlertState after = instance.state();
      boolean forgotten =
          before instanceof AlertState.Resolved && after instanceof AlertState.Inactive;
      boolean steps =
          (before.getClass() != after.getClass() && !forgotten)
              || (instance.isFiring() && instance.severity() != severityBefore);
      if (steps) {
        transitions.add(new AlertTransition(view(instance).alert(), before, severityBefore, tick));
      }
      if (!instance.isActive() && instance.met() == 0) {
        gone.add(instance);
      }
    }
    gone.forEach(this::forget);
    return transitions;
  }

  private void forget(AlertInstance instance) {
    instances.remove(instance.labels());
    identity.forget(instance.sighting().series());
  }

  @Override
  public List<AlertTransition> failed(Instant tick, RuntimeException failure) {
    if (failure instanceof TooManyAlerts) {
      return end(tick);
    }
    if (rule.doubt().error() != Meaning.ALERT) {
      return List.of();
    }
    evaluation++;
    meetAsWhole(Doubt.ERROR, tick);
    fresh.clear();
    return settle(tick, Condition.UNKNOWN);
  }

  @Override
  public List<AlertTransition> end(Instant tick) {
    List<AlertTransition> transitions = new ArrayList<>();
    for (AlertInstance instance : instances.values()) {
      AlertState before = instance.state();
      instance.end(tick.toEpochMilli());
      if (instance.isActive()) {
        instance.decide(
            before instanceof AlertState.Firing firing
                ? new AlertState.Resolved(firing.since(), tick)
                : new AlertState.Inactive());
        instance.apply(ladder, tick.toEpochMilli());
        transitions.add(new AlertTransition(view(instance).alert(), before, tick));
      }
      identity.forget(instance.sighting().series());
    }
    instances.clear();
    return transitions;
  }

  @Override
  public void adopt(EvaluatedRule earlier) {
    if (earlier instanceof EvaluatedAlertRule alerts) {
      instances.putAll(alerts.instances);
      alerts.instances.clear();
      knownSeries.adopt(alerts.knownSeries);
    }
  }

  Duration holdFor() {
    return rule.holdFor();
  }

  /** Takes up an alert of an earlier life of the process. */
  void restore(SavedAlert saved, AlertState state, @Nullable Instant confirmBy) {
    Labels labels = saved.labels();
    AlertInstance instance =
        new AlertInstance(
            labels,
            new Sighting(saved.series(), saved.value(), saved.seenAt(), saved.annotations()),
            saved.severity(),
            new AlertSeries(appender, labels));
    instance.restore(state, saved.met(), confirmBy);
    instances.put(labels, instance);
  }

  /** Returns what must survive a restart. */
  List<SavedAlert> save() {
    List<SavedAlert> saved = new ArrayList<>();
    for (AlertInstance instance : instances.values()) {
      Alert alert = view(instance).alert();
      saved.add(
          new SavedAlert(
              instance.labels(),
              instance.sighting().series(),
              instance.state(),
              instance.severity(),
              instance.sighting().value(),
              instance.sighting().at(),
              instance.met(),
              alert.annotations()));
    }
    return saved;
  }

  @Override
  public boolean hasAlerts() {
    return !instances.isEmpty();
  }
}
