package io.kaldrix.monitor.api.query;

import java.time.Duration;
import java.time.Instant;

/** One expression, parsed and checked. May be shared between threads. */
public interface Query {

  /** Returns the expression as it was given. */
  String expression();

  /**
   * Returns what the expression says at one instant.
   *
   * @throws QueryException if its evaluation fails or exceeds a limit
   */
  QueryResult at(Instant instant);

  /**
   * Returns what the expression says from {@code from} to {@code to}, both included.
   *
   * @param step the time between two evaluations, above zero
   * @throws QueryException if its evaluation fails or exceeds a limit
   */
  QueryResult over(Instant from, Instant to, Duration step);
}
