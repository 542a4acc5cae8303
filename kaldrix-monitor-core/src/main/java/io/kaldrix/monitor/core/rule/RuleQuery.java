package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;

/** A rule's expression, prepared to be asked at every tick. For one thread. */
@FunctionalInterface
public interface RuleQuery {

  /**
   * Hands every sample of the answer over, no label set twice; a scalar is a sample without labels.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if the evaluation fails or exceeds a limit
   */
  void evaluate(Instant tick, SampleSink sink);

  /** Takes the samples of an answer. */
  @FunctionalInterface
  interface SampleSink {

    /**
     * Takes one sample.
     *
     * @param labels what identifies it in the answer, if possible the same object at every tick
     */
    void accept(Labels labels, double value);
  }
}
