package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Labels;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A query that looks back a little, counts what it returns, and may return only so much. */
final class MeteredQuery implements RuleQuery, RuleQuery.SampleSink {

  private final RuleQuery query;
  private final Duration delay;
  private final int limit;
  private final SampleCount count;
  private @Nullable SampleSink sink;
  private long returned;

  /**
   * Wraps a query.
   *
   * @param delay how old the samples are that it looks at
   * @param limit the most series that it may return, any number if zero
   */
  MeteredQuery(RuleQuery query, Duration delay, int limit, SampleCount count) {
    this.query = query;
    this.delay = delay;
    this.limit = limit;
    this.count = count;
  }

  /** Samples that the queries of one rule returned at one evaluation. */
  static final class SampleCount {
    private long samples;

    void reset() {
      samples = 0;
    }

    long samples() {
      return samples;
    }
  }

  /** Returns queries whose answers are counted in {@code count}. */
  static RuleQueries prepare(RuleQueries queries, Duration delay, int limit, SampleCount count) {
    return expression -> new MeteredQuery(queries.prepare(expression), delay, limit, count);
  }

  @Override
  public void evaluate(Instant tick, SampleSink taker) {
    sink = taker;
    returned = 0;
    try {
      query.evaluate(delay.isZero() ? tick : tick.minus(delay), this);
    } finally {
      sink = null;
    }
    if (limit > 0 && returned > limit) {
      throw new IllegalStateException(
          "exceeded limit of " + limit + " with " + returned + " series");
    }
  }

  @Override
  public void accept(Labels labels, double value) {
    SampleSink taker = sink;
    if (taker != null) {
      returned++;
      count.samples++;
      taker.accept(labels, value);
    }
  }
}
