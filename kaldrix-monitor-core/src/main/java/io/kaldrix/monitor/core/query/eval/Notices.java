package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.QuotedText;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.Optional;

/** What is said of native histograms, in Prometheus's words. */
final class Notices {

  private final Annotations annotations;
  private final Expression at;

  Notices(Annotations annotations, Expression at) {
    this.annotations = annotations;
    this.at = at;
  }

  private static String name(Labels labels) {
    return QuotedText.quote(labels.metricName());
  }

  void mixedSamples(Labels labels) {
    annotations.warn(
        at, "encountered a mix of histograms and floats for metric name " + name(labels));
  }

  void mixedAggregation() {
    annotations.warn(at, "encountered a mix of histograms and floats for aggregation");
  }

  void mixedBuckets(Labels labels) {
    annotations.warn(
        at,
        "vector contains a mix of histograms with exponential and custom buckets schemas for metric"
            + " name "
            + name(labels));
  }

  void mixedAggregatedBuckets() {
    annotations.warn(at, "vector contains a mix of histograms with exponential and custom buckets");
  }

  void notACounter(Labels labels) {
    annotations.warn(at, "this native histogram metric is not a counter: " + name(labels));
  }

  void notAGauge(Labels labels) {
    annotations.warn(at, "this native histogram metric is not a gauge: " + name(labels));
  }

  void reconciledBounds(String operation) {
    annotations.inform(at, "mismatched custom buckets were reconciled during " + operation);
  }

  void conflictingResets(String operation) {
    annotations.warn(at, "conflicting counter resets during histogram " + operation);
  }

  void ignoredInRange(Labels labels) {
    annotations.inform(
        at,
        "ignored histograms in a range containing both floats and histograms for metric name "
            + name(labels));
  }

  void ignoredInAggregation(String aggregator) {
    annotations.inform(at, "ignored histogram in " + aggregator + " aggregation");
  }

  void incompatibleTypes(String left, String operator, String right) {
    annotations.inform(
        at,
        "incompatible sample types encountered for binary operator "
            + QuotedText.quote(operator)
            + ": "
            + left
            + " "
            + operator
            + " "
            + right);
  }

  void incompatibleBuckets(String operator) {
    annotations.warn(at, "incompatible bucket layout encountered for binary operator " + operator);
  }

  /**
   * Returns a histogram and {@code factor} times another, empty if their buckets do not fit
   * together; says what had to be done for it, not what could not.
   */
  Optional<NativeHistogram> sum(
      NativeHistogram one, NativeHistogram other, double factor, String operation) {
    if (!one.isCompatibleWith(other)) {
      return Optional.empty();
    }
    if (one.hasOtherBounds(other)) {
      reconciledBounds(operation);
    }
    return Optional.of(one.plus(other, factor));
  }
}
