package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.eval.EvaluationRules;
import io.kaldrix.monitor.core.query.plan.window.FollowedRows;
import io.kaldrix.monitor.core.query.plan.window.WindowCall;

/** A function of a range selector. */
final class WindowOperator implements Operator {

  private final FollowedRows rows;
  private final EvaluationRules rules;
  private final WindowCall call;
  private final long rangeMillis;
  private final Shift shift;
  private final Step parameter;
  private final boolean keepsName;
  private final Twins twins = new Twins();
  private int seenVersion = -1;

  WindowOperator(
      FollowedRows rows,
      EvaluationRules rules,
      WindowCall call,
      long rangeMillis,
      Shift shift,
      Step parameter,
      boolean keepsName) {
    this.rows = rows;
    this.rules = rules;
    this.call = call;
    this.rangeMillis = rangeMillis;
    this.shift = shift;
    this.parameter = parameter;
    this.keepsName = keepsName;
  }

  @Override
  public boolean isOutdated() {
    return call.window().selection().isOutdated()
        || call.window().selection().version() != seenVersion;
  }

  @Override
  public Labels[] shape() {
    call.window().refresh();
    seenVersion = call.window().selection().version();
    Labels[] labels = call.window().selection().labels();
    Labels[] results = keepsName ? labels : Calculation.nameless(labels);
    twins.find(results);
    return results;
  }

  @Override
  public void compute(long atMillis, double[] out) {
    long end = shift.apply(atMillis);
    long start = end - rangeMillis;
    long after = rules.openStart(start);
    if (after + 1 < rows.completeSinceMillis()) {
      throw new NoPlanException();
    }
    call.window().advance(Math.max(after, rows.keptSinceMillis() - 1), end);
    call.write(start, end, atMillis, parameter.scalar(), out);
    twins.refuse(out);
  }
}
