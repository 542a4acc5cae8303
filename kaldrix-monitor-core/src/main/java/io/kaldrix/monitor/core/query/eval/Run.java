package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.TimeShift;
import java.util.HashMap;
import java.util.Map;

/**
 * One evaluation of one query.
 *
 * @param text the query as it was given
 * @param startMillis the first instant it is evaluated at
 * @param endMillis the last one; the same for a query of one instant
 * @param isRange whether it was asked for a range, even of one instant
 * @param annotations what is said of the answer
 * @param budget what it may use
 * @param patterns regular expressions compiled so far, which are needed again at the next instant
 */
record Run(
    String text,
    long startMillis,
    long endMillis,
    boolean isRange,
    Annotations annotations,
    SampleBudget budget,
    Map<String, AnchoredPattern> patterns) {

  static Run atInstant(String text, long millis, SampleBudget budget) {
    return new Run(text, millis, millis, false, new Annotations(text), budget, new HashMap<>());
  }

  static Run overRange(String text, long startMillis, long endMillis, SampleBudget budget) {
    return new Run(
        text, startMillis, endMillis, true, new Annotations(text), budget, new HashMap<>());
  }

  QueryException error(Expression at, String problem) {
    return new QueryException(text, at.position().offset(), problem);
  }

  /** Returns the instant that a shifted selector looks at when it is evaluated at another. */
  long shifted(TimeShift shift, long atMillis) {
    return shift.at().map(this::fixed).orElse(atMillis) - shift.offset().toMillis();
  }

  private long fixed(TimeShift.At at) {
    if (at instanceof TimeShift.At.Instant instant) {
      return instant.timestampMillis();
    }
    return at instanceof TimeShift.At.Start ? startMillis : endMillis;
  }
}
