package io.kaldrix.monitor.api.rule;

/** What an alarm on a percentile does if there are too few samples for it to mean much. */
public enum LowSamples {
  /** It is evaluated all the same. */
  EVALUATE,
  /** The alarm keeps its state. */
  IGNORE
}
