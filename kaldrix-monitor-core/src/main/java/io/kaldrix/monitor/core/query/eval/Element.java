package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;

/**
 * One sample of an instant vector.
 *
 * @param labels what identifies it
 * @param nameless whether the metric's name is to be taken away from the final answer
 * @param timestampMillis of what a selector found, when it was sampled; otherwise the instant of
 *     evaluation
 * @param value any double but a stale marker
 */
record Element(Labels labels, boolean nameless, long timestampMillis, double value) {

  static Element of(Labels labels, long timestampMillis, double value) {
    return new Element(labels, false, timestampMillis, value);
  }

  Element withValue(double newValue) {
    return new Element(labels, nameless, timestampMillis, newValue);
  }

  Element withLabels(Labels newLabels) {
    return new Element(newLabels, nameless, timestampMillis, value);
  }
}
