package io.kaldrix.monitor.api.rule;

/** Where an alarm stands. */
public enum AlarmState {
  /** What is watched is within the threshold. */
  OK,
  /** What is watched is outside the threshold. */
  ALARM,
  /** The alarm has just been made, or there are too few datapoints to tell. */
  INSUFFICIENT_DATA
}
