package io.kaldrix.monitor.core.query.plan.window;

/** One that has read rows of some selected series. */
interface RowReader {

  /**
   * Takes notice that a row got a sample of the series at {@code position} late.
   *
   * @param replaced whether there was another value before
   */
  void written(int position, long row, boolean replaced);

  /** Takes notice that the series at {@code position} has begun to count anew at some time. */
  void started(int position);

  /** Takes notice that all it has read is out of date. */
  void startAnew();
}
