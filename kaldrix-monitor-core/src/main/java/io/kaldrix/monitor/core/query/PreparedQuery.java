package io.kaldrix.monitor.core.query;

import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.api.query.QueryResult;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.eval.Answer;
import io.kaldrix.monitor.core.query.eval.Interpreter;
import io.kaldrix.monitor.core.query.eval.SampleBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * One expression, parsed and checked.
 *
 * @param expression as it was given
 * @param tree what it was parsed to
 * @param interpreter what evaluates it
 * @param limits what an evaluation may use
 * @param nanoTime the source of elapsed time, in nanoseconds
 */
record PreparedQuery(
    String expression,
    Expression tree,
    Interpreter interpreter,
    QueryLimits limits,
    LongSupplier nanoTime)
    implements Query {

  @Override
  public QueryResult at(Instant instant) {
    return answerAt(instant).withoutHistograms();
  }

  @Override
  public QueryResult over(Instant from, Instant to, Duration step) {
    return answerOver(from, to, step).withoutHistograms();
  }

  /** Returns what {@link #at} does, with native histograms. */
  Answer answerAt(Instant instant) {
    return interpreter.at(expression, tree, millis(instant), budget());
  }

  /** Returns what {@link #over} does, with native histograms. */
  Answer answerOver(Instant from, Instant to, Duration step) {
    if (step.compareTo(Duration.ofMillis(1)) < 0) {
      throw new QueryException(
          expression, QueryException.NOWHERE, "step is " + step + ", must be 1 ms or more");
    }
    if (to.isBefore(from)) {
      throw new QueryException(
          expression, QueryException.NOWHERE, "range ends at " + to + ", before " + from);
    }
    return interpreter.over(expression, tree, millis(from), millis(to), step.toMillis(), budget());
  }

  private SampleBudget budget() {
    return new SampleBudget(expression, limits.maxSamples(), limits.timeout().toNanos(), nanoTime);
  }

  private long millis(Instant instant) {
    try {
      return instant.toEpochMilli();
    } catch (ArithmeticException e) {
      throw new QueryException(
          expression, QueryException.NOWHERE, "instant " + instant + " is too far away");
    }
  }
}
