package io.kaldrix.monitor.core.query.plan.window;

/** One that has read rows of some selected series. */
interface RowReader {

  /** Takes notice that a row got a sample of the series at {@code position} late. */
  void written(int position, long row);

  /** Takes notice that all it has read is out of date. */
  void startAnew();
}
