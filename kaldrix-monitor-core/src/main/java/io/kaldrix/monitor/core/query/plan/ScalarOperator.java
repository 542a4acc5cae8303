package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;

/** One number. */
final class ScalarOperator implements Operator {

  private final Scalar scalar;

  /** What the number is. */
  @FunctionalInterface
  interface Scalar {
    double at(long atMillis);
  }

  ScalarOperator(Scalar scalar) {
    this.scalar = scalar;
  }

  @Override
  public Labels[] shape() {
    return new Labels[] {Labels.EMPTY};
  }

  @Override
  public void compute(long atMillis, double[] out) {
    out[0] = scalar.at(atMillis);
  }
}
