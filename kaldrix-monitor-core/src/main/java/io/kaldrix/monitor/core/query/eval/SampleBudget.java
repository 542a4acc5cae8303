package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.query.QueryException;
import java.util.function.LongSupplier;

/**
 * What one query may still use: samples held at a time, and time. For one thread.
 *
 * <p>Samples are counted where they pile up: read by selectors, gathered by subqueries and for the
 * answer. Time is looked at once for every instant that is evaluated.
 */
public final class SampleBudget {

  private final String expression;
  private final long maxSamples;
  private final long maxNanos;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private long held;

  /**
   * Creates a budget of which nothing is used.
   *
   * @param expression the query, for messages
   * @param maxSamples how many samples it may hold at a time
   * @param maxNanos how long it may take, in nanoseconds
   * @param nanoTime the source of elapsed time, in nanoseconds
   */
  public SampleBudget(String expression, long maxSamples, long maxNanos, LongSupplier nanoTime) {
    this.expression = expression;
    this.maxSamples = maxSamples;
    this.maxNanos = maxNanos;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  void take(long samples) {
    held += samples;
    if (held > maxSamples) {
      throw new QueryException(
          expression,
          QueryException.NOWHERE,
          "query processing would load too many samples into memory, at most "
              + maxSamples
              + " are allowed");
    }
  }

  void giveBack(long samples) {
    held -= samples;
  }

  void checkTime() {
    if (nanoTime.getAsLong() - startNanos > maxNanos) {
      throw new QueryException(
          expression,
          QueryException.NOWHERE,
          "query takes longer than the " + maxNanos / 1_000_000 + " ms that are allowed");
    }
  }
}
