package io.kaldrix.monitor.core.rule.backtest;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One time that an alert fired.
 *
 * @param group the name of the rule's group
 * @param rule the rule's name
 * @param labels those of the alert
 * @param severity how bad it was when it began to fire
 * @param activeSince when the condition began to hold
 * @param firedAt when it began to fire
 * @param resolvedAt when it ended, empty if it still fired at the end
 * @param value what the expression said when it began to fire
 * @param flap whether it had fired shortly before
 */
public record Episode(
    String group,
    String rule,
    Labels labels,
    Severity severity,
    Instant activeSince,
    Instant firedAt,
    Optional<Instant> resolvedAt,
    double value,
    boolean flap) {

  /**
   * Returns how long it fired.
   *
   * @param end when it is taken to end if it did not
   */
  public Duration lasted(Instant end) {
    return Duration.between(firedAt, resolvedAt.orElse(end));
  }
}
