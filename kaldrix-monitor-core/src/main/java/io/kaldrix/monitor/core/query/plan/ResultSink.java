package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;

/** Takes the elements of an answer. */
@FunctionalInterface
public interface ResultSink {

  /**
   * Takes one element.
   *
   * @param labels what identifies it, the same object at every instant as long as no series comes
   *     or goes
   */
  void accept(Labels labels, double value);
}
