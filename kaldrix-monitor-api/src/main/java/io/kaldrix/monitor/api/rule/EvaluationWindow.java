package io.kaldrix.monitor.api.rule;

import java.time.ZoneId;

/** Where the periods of an alarm begin and end. */
public sealed interface EvaluationWindow {

  /** The newest period ends when the alarm is evaluated. */
  record Sliding() implements EvaluationWindow {}

  /**
   * Periods begin where clock and calendar have it: on the full minute, five minutes or hour, at
   * midnight, on Monday. The newest is the last that is over.
   *
   * @param zone whose clock
   */
  record WallClock(ZoneId zone) implements EvaluationWindow {}
}
