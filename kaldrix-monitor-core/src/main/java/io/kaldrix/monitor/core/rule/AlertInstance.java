package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertGenerator;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.Occurrences;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One alert of one rule: what is kept of it from one evaluation to the next. For one thread. */
final class AlertInstance {

  private final Labels labels;
  private final AlertSeries series;
  private AlertView.Sighting sighting;
  private Severity severity;
  private AlertState state = new AlertState.Inactive();
  private AlertState next = state;
  private long met; // the latest evaluation is the lowest bit
  private long seenAt = -1; // number of the evaluation that last said something of it
  private Seen seen = Seen.NOT_MET;
  private Severity nextSeverity;
  private @Nullable Instant confirmBy;
  private @Nullable AlertView view;
  private @Nullable Labels shown; // with the severity, where that is none of the labels
  private Severity shownSeverity;

  /** What one evaluation found of an alert. */
  enum Seen {
    NOT_MET,
    MET,
    UNKNOWN
  }

  AlertInstance(Labels labels, AlertView.Sighting sighting, Severity severity, AlertSeries series) {
    this.labels = labels;
    this.sighting = sighting;
    this.severity = severity;
    this.nextSeverity = severity;
    this.series = series;
    this.shownSeverity = severity;
  }

  /** Returns what identifies the alert. */
  Labels labels() {
    return labels;
  }

  AlertView.Sighting sighting() {
    return sighting;
  }

  Severity severity() {
    return severity;
  }

  AlertState state() {
    return state;
  }

  AlertState nextState() {
    return next;
  }

  Severity nextSeverity() {
    return nextSeverity;
  }

  long met() {
    return met;
  }

  boolean isActive() {
    return isActive(state);
  }

  boolean isFiring() {
    return state instanceof AlertState.Firing;
  }

  static boolean isActive(AlertState state) {
    return state instanceof AlertState.Pending || state instanceof AlertState.Firing;
  }

  /** Notes what evaluation number {@code evaluation} found; returns whether it is the first to. */
  boolean see(long evaluation, Seen what, Severity worst) {
    if (seenAt == evaluation) {
      return false;
    }
    seenAt = evaluation;
    seen = what;
    nextSeverity = worst;
    return true;
  }

  boolean isSeen(long evaluation) {
    return seenAt == evaluation;
  }

  Seen seen(long evaluation) {
    return seenAt == evaluation ? seen : Seen.NOT_MET;
  }

  void sight(AlertView.Sighting latest) {
    sighting = latest;
    confirmBy = null;
  }

  /** Remembers whether the condition was met; returns how often it was lately. */
  int remember(boolean wasMet, Occurrences occurrences) {
    long mask = occurrences.of() == Long.SIZE ? -1L : (1L << occurrences.of()) - 1;
    met = (met << 1 | (wasMet ? 1 : 0)) & mask;
    return Long.bitCount(met);
  }

  /** Takes up an earlier life; until {@code confirm} silence does not mean that it has ended. */
  void restore(AlertState before, long metBefore, @Nullable Instant confirm) {
    state = before;
    next = before;
    met = metBefore;
    confirmBy = confirm;
  }

  boolean awaitsConfirmation(Instant tick) {
    return confirmBy != null && tick.isBefore(confirmBy);
  }

  @Nullable Instant confirmBy() {
    return confirmBy;
  }

  void decide(AlertState decided) {
    next = decided;
  }

  /** Becomes what was decided, and shows it. */
  void apply(boolean showSeverity, long millis) {
    state = next;
    severity = nextSeverity;
    view = null;
    if (state instanceof AlertState.Pending pending) {
      series.show(shownLabels(showSeverity), state.label(), pending.activeSince(), millis);
    } else if (state instanceof AlertState.Firing firing) {
      series.show(shownLabels(showSeverity), state.label(), firing.activeSince(), millis);
    } else {
      series.end(millis);
    }
  }

  private Labels shownLabels(boolean showSeverity) {
    if (!showSeverity) {
      return labels;
    }
    Labels known = shown;
    if (known == null || shownSeverity != severity) {
      known = labels.with(Severity.LABEL, severity.label());
      shown = known;
      shownSeverity = severity;
    }
    return known;
  }

  /** Ends the alert's series; it is not seen again. */
  void end(long millis) {
    series.end(millis);
  }

  /** Returns the alert as it stands. */
  AlertView view(AlertTexts annotations, AlertGenerator generator) {
    AlertView known = view;
    if (known == null) {
      known = new AlertView(labels, severity, state, sighting, annotations, generator);
      view = known;
    }
    return known;
  }
}
