package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.series.SeriesHead;

/** 1 if there is nothing, under labels that the expression itself says. */
final class AbsentOperator implements Operator {

  private final Step input;
  private final Labels[] labels;

  AbsentOperator(Step input, Labels labels) {
    this.input = input;
    this.labels = new Labels[] {labels};
  }

  @Override
  public Labels[] shape() {
    return labels;
  }

  @Override
  public void compute(long atMillis, double[] out) {
    out[0] = isEmpty(input.values()) ? 1 : SeriesHead.absent();
  }

  private static boolean isEmpty(double[] values) {
    for (double value : values) {
      if (Step.isPresent(value)) {
        return false;
      }
    }
    return true;
  }
}
