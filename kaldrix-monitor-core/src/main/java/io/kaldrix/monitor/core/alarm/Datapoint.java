package io.kaldrix.monitor.core.alarm;

/** What an alarm sees of one period. */
public enum Datapoint {
  /** There is a value, within the threshold. */
  WITHIN,
  /** There is a value, outside the threshold. */
  BREACHING,
  /** There is no value. */
  MISSING
}
