package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.core.query.plan.window.FollowedRows;

/** The plans of those rules that look at the same instants. */
final class Lane {

  private final FollowedRows rows;
  private final Planner planner;
  private long pass;
  private long atMillis = Long.MIN_VALUE;
  private long endRow;

  Lane(FollowedRows rows, Planner planner) {
    this.rows = rows;
    this.planner = planner;
  }

  Planner planner() {
    return planner;
  }

  /** Returns whether a later instant has been looked at. */
  boolean isPast(long millis) {
    return millis < atMillis;
  }

  /**
   * Calculates a step's result. What was calculated at the same instant before counts, unless what
   * it was calculated from has changed.
   *
   * @param changed whether rows that were read have changed, or series
   * @throws NoPlanException if the interpreter must be asked
   */
  void evaluate(Step step, long newAtMillis, boolean changed) {
    boolean newRows = rows.endRow() != endRow && rows.timestampMillis(endRow) <= newAtMillis;
    if (newAtMillis != atMillis || newRows) {
      pass++;
      atMillis = newAtMillis;
    } else if (changed) {
      planner.interpreted().forEach(Step::invalidate);
    }
    endRow = rows.endRow();
    step.evaluate(pass, atMillis);
  }
}
