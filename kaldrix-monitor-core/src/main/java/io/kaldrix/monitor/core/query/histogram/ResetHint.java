package io.kaldrix.monitor.core.query.histogram;

/** What is known of whether a histogram was reset since the one before in its series. */
public enum ResetHint {
  /** Nothing. */
  UNKNOWN,
  /** It was. */
  RESET,
  /** It was not. */
  NOT_RESET,
  /** It is no counter: its counts may fall. */
  GAUGE;

  /** Returns whether one says that there was a reset and the other that there was none. */
  public boolean conflictsWith(ResetHint other) {
    return (this == RESET && other == NOT_RESET) || (this == NOT_RESET && other == RESET);
  }

  /** Returns what is known of the sum of two histograms. */
  ResetHint and(ResetHint other) {
    if (this == other) {
      return this;
    }
    return this == GAUGE || other == GAUGE ? GAUGE : UNKNOWN;
  }
}
