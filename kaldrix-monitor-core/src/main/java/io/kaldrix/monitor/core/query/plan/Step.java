package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.ArrayList;
import java.util.List;

/**
 * One sub-expression of any number of rules, calculated at most once in a pass: an operator, the
 * steps whose results it takes, and its own result. A scalar is a vector of one place.
 */
final class Step {

  private static final long NEVER = Long.MIN_VALUE;

  private final Operator operator;
  private final List<Step> inputs;
  private final List<Step> users = new ArrayList<>();
  private Labels[] labels = new Labels[0];
  private double[] values = new double[0];
  private long shapesOfInputs = -1;
  private long shapes;
  private long doneIn = NEVER;

  Step(Operator operator, List<Step> inputs) {
    this.operator = operator;
    this.inputs = List.copyOf(inputs);
    for (Step input : inputs) {
      input.users.add(this);
    }
  }

  /** Returns the labels of each place; not to be written to. */
  Labels[] labels() {
    return labels;
  }

  /** Returns the value of each place, absent if there is no element; not to be written to. */
  double[] values() {
    return values;
  }

  int size() {
    return values.length;
  }

  /** Returns the value of a scalar. */
  double scalar() {
    return values[0];
  }

  static boolean isPresent(double value) {
    return !SeriesHead.isAbsent(value);
  }

  /** Forgets the result, and all that were calculated from it. */
  void invalidate() {
    if (doneIn != NEVER) {
      doneIn = NEVER;
      for (int i = 0; i < users.size(); i++) {
        users.get(i).invalidate();
      }
    }
  }

  /**
   * Calculates the result, unless that was done in this pass.
   *
   * @throws NoPlanException if the interpreter must be asked
   */
  void evaluate(long pass, long atMillis) {
    if (doneIn == pass) {
      return;
    }
    long now = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Step input = inputs.get(i);
      input.evaluate(pass, atMillis);
      now += input.shapes; // these only grow, so the sum is the same only if all are
    }
    operator.prepare(atMillis);
    if (now != shapesOfInputs || operator.isOutdated()) {
      shapesOfInputs = -1; // in case the operator refuses
      labels = operator.shape();
      values = values.length == labels.length ? values : new double[labels.length];
      shapes++;
      shapesOfInputs = now;
    }
    operator.compute(atMillis, values);
    doneIn = pass;
  }
}
