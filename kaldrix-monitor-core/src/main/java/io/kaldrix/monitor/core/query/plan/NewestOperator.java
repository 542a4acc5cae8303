package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.eval.EvaluationRules;
import io.kaldrix.monitor.core.query.plan.window.FollowedRows;
import io.kaldrix.monitor.core.query.plan.window.NewestSamples;
import io.kaldrix.monitor.core.query.plan.window.SelectedSeries;

/** An instant selector, or when what it finds was sampled. */
final class NewestOperator implements Operator {

  private final FollowedRows rows;
  private final EvaluationRules rules;
  private final NewestSamples newest;
  private final Shift shift;
  private final boolean timestamps;
  private int seenVersion = -1;

  NewestOperator(
      FollowedRows rows,
      EvaluationRules rules,
      SelectedSeries selection,
      Shift shift,
      boolean timestamps) {
    this.rows = rows;
    this.rules = rules;
    this.newest = new NewestSamples(rows, selection, rules.lookbackMillis());
    this.shift = shift;
    this.timestamps = timestamps;
  }

  @Override
  public boolean isOutdated() {
    return newest.selection().isOutdated() || newest.selection().version() != seenVersion;
  }

  @Override
  public Labels[] shape() {
    newest.refresh();
    seenVersion = newest.selection().version();
    return newest.selection().labels();
  }

  @Override
  public void compute(long atMillis, double[] out) {
    long until = shift.apply(atMillis);
    long after = rules.openStart(until - rules.lookbackMillis());
    if (after + 1 < rows.completeSinceMillis()) {
      throw new NoPlanException();
    }
    newest.advance(until);
    if (timestamps) {
      newest.writeSeconds(after, out);
    } else {
      newest.write(after, out);
    }
  }
}
