package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertTransition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An alarm at work. For one thread. */
interface EvaluatedAlarm {

  /** Returns the alarm's name. */
  String name();

  /**
   * Evaluates the alarm at a tick, if it is due, and shows where it stands.
   *
   * @return the steps its alerts took
   * @throws RuntimeException if it cannot be evaluated; its state has not changed then
   */
  List<AlertTransition> evaluate(Instant tick);

  /**
   * Ends the alarm's alerts and series, as it is taken away.
   *
   * @return the steps its alerts took
   */
  List<AlertTransition> end(Instant tick);

  /** Returns the alarm's alerts that are pending or firing. */
  List<Alert> alerts();

  /** Returns what is wrong with the alarm although it can be evaluated, if anything is. */
  default Optional<String> problem() {
    return Optional.empty();
  }
}
