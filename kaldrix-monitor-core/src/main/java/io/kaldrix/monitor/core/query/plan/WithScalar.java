package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.eval.Arithmetic;
import io.kaldrix.monitor.core.series.SeriesHead;

/** An operator between a vector and a scalar. */
final class WithScalar implements Operator {

  private final BinaryOperator operator;
  private final boolean asBool;
  private final Step vector;
  private final Step scalar;
  private final boolean scalarFirst;
  private final Twins twins = new Twins();

  WithScalar(
      BinaryOperator operator, boolean asBool, Step vector, Step scalar, boolean scalarFirst) {
    this.operator = operator;
    this.asBool = asBool;
    this.vector = vector;
    this.scalar = scalar;
    this.scalarFirst = scalarFirst;
  }

  private boolean filters() {
    return operator.isComparison() && !asBool;
  }

  @Override
  public Labels[] shape() {
    Labels[] labels = filters() ? vector.labels() : Calculation.nameless(vector.labels());
    twins.find(labels);
    return labels;
  }

  @Override
  public void compute(long atMillis, double[] out) {
    double[] values = vector.values();
    double other = scalar.scalar();
    boolean filters = filters();
    for (int i = 0; i < out.length; i++) {
      double value = values[i];
      if (!Step.isPresent(value)) {
        out[i] = SeriesHead.absent();
        continue;
      }
      double left = scalarFirst ? other : value;
      double right = scalarFirst ? value : other;
      if (!operator.isComparison()) {
        out[i] = Arithmetic.calculate(operator, left, right);
      } else {
        boolean holds = Arithmetic.holds(operator, left, right);
        out[i] = filters ? (holds ? value : SeriesHead.absent()) : (holds ? 1 : 0);
      }
    }
    twins.refuse(out);
  }
}
