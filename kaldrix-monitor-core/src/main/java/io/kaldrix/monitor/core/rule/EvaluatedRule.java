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

  /** Returns the rule's alerts that are pending or firing. */
  List<AlertInstance> alerts();
}
