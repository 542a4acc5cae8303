package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertGenerator;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it stood after one evaluation. Its texts are filled when somebody looks at it, as of
 * the evaluation: most views of most alerts are looked at by nobody. May be shared between threads.
 */
final class AlertView {

  private final Labels labels;
  private final Severity severity;
  private final AlertState state;
  private final Sighting sighting;
  private final AlertTexts texts;
  private final AlertGenerator generator;
  private volatile @Nullable Alert alert;

  /**
   * The sample that an alert was last seen by.
   *
   * @param series the labels that the expression returned
   * @param at the evaluation that saw it
   * @param filled the texts if they were filled in an earlier life of the process
   */
  record Sighting(Labels series, double value, Instant at, @Nullable Map<String, String> filled) {}

  AlertView(
      Labels labels,
      Severity severity,
      AlertState state,
      Sighting sighting,
      AlertTexts texts,
      AlertGenerator generator) {
    this.labels = labels;
    this.severity = severity;
    this.state = state;
    this.sighting = sighting;
    this.texts = texts;
    this.generator = generator;
  }

  Labels labels() {
    return labels;
  }

  Severity severity() {
    return severity;
  }

  /** Returns the alert, its texts filled. */
  Alert alert() {
    Alert known = alert;
    if (known == null) {
      Map<String, String> filled = sighting.filled();
      known =
          new Alert(
              labels,
              filled == null
                  ? texts.fill(sighting.series(), sighting.value(), sighting.at())
                  : filled,
              severity,
              state,
              sighting.value(),
              generator);
      alert = known;
    }
    return known;
  }
}
