package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.eval.NameRemoval;
import io.kaldrix.monitor.core.series.SeriesHead;

/** A new value of each element, which loses the metric's name. */
final class Calculation implements Operator {

  private final Step input;
  private final Formula formula;
  private final Twins twins = new Twins();

  /** What the new value is; absent if the element is to be left out. */
  @FunctionalInterface
  interface Formula {
    double of(double value);
  }

  Calculation(Step input, Formula formula) {
    this.input = input;
    this.formula = formula;
  }

  @Override
  public Labels[] shape() {
    Labels[] labels = nameless(input.labels());
    twins.find(labels);
    return labels;
  }

  static Labels[] nameless(Labels[] labels) {
    Labels[] nameless = new Labels[labels.length];
    for (int i = 0; i < labels.length; i++) {
      nameless[i] = NameRemoval.withoutName(labels[i]);
    }
    return nameless;
  }

  @Override
  public void compute(long atMillis, double[] out) {
    double[] values = input.values();
    for (int i = 0; i < out.length; i++) {
      double value = values[i];
      out[i] = Step.isPresent(value) ? formula.of(value) : SeriesHead.absent();
    }
    twins.refuse(out);
  }
}
