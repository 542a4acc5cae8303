package io.kaldrix.monitor.api.alert;

import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One series of one rule for which the rule's condition holds or held.
 *
 * @param labels what identifies the alert: the rule's name as {@value #NAME_LABEL}, its own labels
 *     and those of the series; among them its severity, unless that may change while it is active
 * @param annotations texts for people, such as {@code summary} and {@code runbook_url}
 * @param severity how bad it is
 * @param state where it stands
 * @param value the expression's value when the state was last decided
 * @param generator what raised it
 */
public record Alert(
    Labels labels,
    Map<String, String> annotations,
    Severity severity,
    AlertState state,
    double value,
    AlertGenerator generator) {

  /** The label that holds the name of an alert's rule. */
  public static final String NAME_LABEL = "alertname";

  /** Creates an alert. */
  public Alert {
    if (!labels.has(NAME_LABEL)) {
      throw new IllegalArgumentException("alert " + labels + " has no label '" + NAME_LABEL + "'");
    }
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** Creates an alert of which it is not known what raised it. */
  public Alert(
      Labels labels,
      Map<String, String> annotations,
      Severity severity,
      AlertState state,
      double value) {
    this(labels, annotations, severity, state, value, AlertGenerator.UNKNOWN);
  }

  /** Returns the name of the alert's rule. */
  public String name() {
    return labels.value(NAME_LABEL);
  }

  /** Returns 16 hexadecimal digits that stand for the alert's labels in keys and links. */
  public String fingerprint() {
    return HexFormat.of().toHexDigits(labels.fingerprint());
  }

  /** Returns the annotation {@code summary}, or the alert's labels if there is none. */
  public String summary() {
    return annotations.getOrDefault("summary", labels.toString());
  }

  /** Returns whether the alert fires. */
  public boolean isFiring() {
    return state instanceof AlertState.Firing;
  }

  /** Returns when it began to fire, empty if it has not. */
  public Optional<Instant> startsAt() {
    if (state instanceof AlertState.Firing firing) {
      return Optional.of(firing.since());
    }
    return state instanceof AlertState.Resolved resolved
        ? Optional.of(resolved.since())
        : Optional.empty();
  }

  /** Returns when it ended, empty if it has not or never fired. */
  public Optional<Instant> endsAt() {
    return state instanceof AlertState.Resolved resolved
        ? Optional.of(resolved.at())
        : Optional.empty();
  }
}
