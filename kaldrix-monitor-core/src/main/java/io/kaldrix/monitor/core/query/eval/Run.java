package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import io.kaldrix.monitor.core.query.ast.DurationExpression;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.TimeShift;
import java.util.HashMap;
import java.util.Map;

/**
 * One evaluation of one query.
 *
 * @param text the query as it was given
 * @param rules what it goes by
 * @param startMillis the first instant it is evaluated at
 * @param endMillis the last one there may be; the same for a query of one instant
 * @param stepMillis the time from one instant to the next, zero for a query of one instant
 * @param annotations what is said of the answer
 * @param budget what it may use
 * @param patterns regular expressions compiled so far, which are needed again at the next instant
 */
record Run(
    String text,
    EvaluationRules rules,
    long startMillis,
    long endMillis,
    long stepMillis,
    Annotations annotations,
    SampleBudget budget,
    Map<String, AnchoredPattern> patterns) {

  /** Longest offset, in milliseconds: as far as instants may be from the epoch. */
  private static final double FARTHEST_MILLIS = 1e16;

  static Run atInstant(String text, EvaluationRules rules, long millis, SampleBudget budget) {
    return new Run(text, rules, millis, millis, 0, new Annotations(text), budget, new HashMap<>());
  }

  static Run overRange(
      String text,
      EvaluationRules rules,
      long startMillis,
      long endMillis,
      long stepMillis,
      SampleBudget budget) {
    return new Run(
        text,
        rules,
        startMillis,
        endMillis,
        stepMillis,
        new Annotations(text),
        budget,
        new HashMap<>());
  }

  /** Returns whether it was asked for a range, even of one instant. */
  boolean isRange() {
    return stepMillis > 0;
  }

  QueryException error(Expression at, String problem) {
    return new QueryException(text, at.position().offset(), problem);
  }

  /** Returns how long a range or step of {@code at} is. */
  long lengthMillis(Expression at, DurationExpression length) {
    long millis = millis(length);
    if (millis < 1) {
      throw error(at, "duration must be greater than 0, at least 1ms, got " + millis + "ms");
    }
    return millis;
  }

  private long millis(DurationExpression duration) {
    double millis =
        duration.seconds(stepMillis / 1000.0, (endMillis - startMillis) / 1000.0) * 1000;
    if (!(Math.abs(millis) < FARTHEST_MILLIS)) {
      throw new QueryException(
          text,
          QueryException.NOWHERE,
          "duration out of range, " + duration + " is " + millis / 1000 + " seconds");
    }
    return Math.round(millis);
  }

  /** Returns the instant that a shifted selector looks at when it is evaluated at another. */
  long shifted(TimeShift shift, long atMillis) {
    return shift.at().map(this::fixed).orElse(atMillis) - millis(shift.offset());
  }

  private long fixed(TimeShift.At at) {
    if (at instanceof TimeShift.At.Instant instant) {
      return instant.timestampMillis();
    }
    return at instanceof TimeShift.At.Start ? startMillis : endMillis;
  }
}
