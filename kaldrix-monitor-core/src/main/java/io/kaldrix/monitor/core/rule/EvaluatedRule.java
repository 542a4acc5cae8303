package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertTransition;
import java.time.Instant;
import java.util.List;

/** A rule at work. For one thread. */
interface EvaluatedRule {

  /** Returns the rule's name. */
  String name();

  /**
   * Evaluates the rule at a tick.
   *
   * @return the steps its alerts took
   * @throws RuntimeException if it cannot be evaluated; nothing has changed then
   */
  List<AlertTransition> evaluate(Instant tick);

  /**
   * Says what it means to the rule's alerts that {@link #evaluate} threw.
   *
   * @return the steps its alerts took
   */
  default List<AlertTransition> failed(Instant tick, RuntimeException failure) {
    return List.of();
  }

  /** Returns the rule's alerts that are pending or firing. */
  List<AlertInstance> alerts();

  /** Returns one of {@link #alerts()} as it stands. */
  default AlertView view(AlertInstance alert) {
    throw new IllegalArgumentException("rule '" + name() + "' has no alert " + alert.labels());
  }

  /** Returns whether there is any alert that is pending or firing. */
  default boolean hasAlerts() {
    return !alerts().isEmpty();
  }

  /** Takes over what {@code earlier} knew, of which this is a new version. */
  default void adopt(EvaluatedRule earlier) {}

  /**
   * Ends all alerts, as the rule is taken away.
   *
   * @return the steps its alerts took
   */
  default List<AlertTransition> end(Instant tick) {
    return List.of();
  }
}
