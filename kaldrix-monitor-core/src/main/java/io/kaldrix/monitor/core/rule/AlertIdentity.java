package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.Grading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells which alert a sample belongs to and how bad that is. Where no label of the rule is a
 * template, the answer for a series is always the same and kept. For one thread.
 */
final class AlertIdentity {

  private static final int MOST_KEPT = 100_000;

  private final AlertRule rule;
  private final AlertTexts labels;
  private final DoublePredicate reachesAnything;
  private final Map<Labels, Labels> kept = new HashMap<>();

  AlertIdentity(AlertRule rule, AlertTexts labels) {
    this.rule = rule;
    this.labels = labels;
    this.reachesAnything =
        rule.grading() instanceof Grading.Ladder ladder
            ? value -> reached(ladder, value) != null
            : value -> true;
  }

  /** Says which values meet a condition at all. */
  DoublePredicate reachesAnything() {
    return reachesAnything;
  }

  /** Returns the labels of the alert that a sample belongs to. */
  Labels of(Labels series, double value, Instant tick) {
    if (!labels.isConstant()) {
      return make(series, value, tick);
    }
    Labels known = kept.get(series);
    if (known == null) {
      if (kept.size() >= MOST_KEPT) {
        kept.clear();
      }
      known = make(series, value, tick);
      kept.put(series, known);
    }
    return known;
  }

  /** Forgets a series that is no alert any more. */
  void forget(Labels series) {
    kept.remove(series);
  }

  private Labels make(Labels series, double value, Instant tick) {
    Labels.Builder identity = series.without(Label.METRIC_NAME).toBuilder();
    if (rule.grading() instanceof Grading.Fixed fixed) {
      identity.set(Severity.LABEL, fixed.severity().label());
    } else if (rule.grading() instanceof Grading.Ladder) {
      identity.set(Severity.LABEL, ""); // it changes, so it does not identify
    }
    labels.fill(series, value, tick).forEach(identity::set);
    return identity.set(Alert.NAME_LABEL, rule.name()).build();
  }

  /** Returns how bad an alert is whose value meets a condition. */
  Severity severity(Labels identity, double value) {
    Grading grading = rule.grading();
    if (grading instanceof Grading.Fixed fixed) {
      return fixed.severity();
    }
    if (grading instanceof Grading.Labelled labelled) {
      return labelled.worst(identity.value(Severity.LABEL));
    }
    return Objects.requireNonNull(reached((Grading.Ladder) grading, value));
  }

  private static @Nullable Severity reached(Grading.Ladder ladder, double value) {
    Severity worst = null;
    for (int i = 0; i < ladder.levels().size(); i++) {
      Grading.Level level = ladder.levels().get(i);
      boolean worse = worst == null || level.severity().isAtLeast(worst);
      if (worse && level.threshold().isReachedBy(value)) {
        worst = level.severity();
      }
    }
    return worst;
  }
}
