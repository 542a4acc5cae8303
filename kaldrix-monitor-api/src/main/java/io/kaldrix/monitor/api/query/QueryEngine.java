package io.kaldrix.monitor.api.query;

import java.time.Duration;
import java.time.Instant;

/** Answers PromQL over the monitor's series. May be shared between threads. */
public interface QueryEngine {

  /**
   * Returns an expression ready to be asked many times.
   *
   * @throws QueryException if the expression is wrong, with the place in it
   */
  Query prepare(String expression);

  /**
   * Returns what {@code expression} says at one instant.
   *
   * @throws QueryException if the expression is wrong or its evaluation exceeds a limit
   */
  default QueryResult instant(String expression, Instant at) {
    return prepare(expression).at(at);
  }

  /**
   * Returns what {@code expression} says from {@code from} to {@code to}, both included, at every
   * {@code step}: a {@link QueryValue.RangeVector}.
   *
   * @throws QueryException if the expression is wrong or its evaluation exceeds a limit
   */
  default QueryResult range(String expression, Instant from, Instant to, Duration step) {
    return prepare(expression).over(from, to, step);
  }
}
