package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Labels;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * The samples that an expression returned last. Its memory is used again each time, so that a quiet
 * rule leaves nothing behind. For one thread.
 */
final class Answer implements RuleQuery.SampleSink {

  private static final int MOST_KEPT = 1024;

  private Labels[] labels = new Labels[4];
  private double[] values = new double[4];
  private int size;

  /** Takes the answer of {@code query} in place of the one before. */
  void ask(RuleQuery query, Instant at) {
    clear();
    query.evaluate(at, this);
  }

  /** Leaves out the samples whose value is not wanted. */
  void retain(DoublePredicate wanted) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (wanted.test(values[i])) {
        labels[kept] = labels[i];
        values[kept] = values[i];
        kept++;
      }
    }
    size = kept;
  }

  void clear() {
    if (labels.length > MOST_KEPT && size < MOST_KEPT / 4) {
      labels = new Labels[MOST_KEPT];
      values = new double[MOST_KEPT];
    }
    size = 0;
  }

  @Override
  public void accept(Labels sampleLabels, double value) {
    if (size == labels.length) {
      labels = Arrays.copyOf(labels, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    labels[size] = sampleLabels;
    values[size] = value;
    size++;
  }

  int size() {
    return size;
  }

  Labels labels(int index) {
    return labels[index];
  }

  double value(int index) {
    return values[index];
  }
}
