package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.Aggregator;
import io.kaldrix.monitor.core.query.eval.MatchedLabels;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.Arrays;

/** The few elements of each group with the greatest values, or with the least. */
final class Ranking implements Operator {

  private final Aggregation aggregation;
  private final boolean greatest;
  private final Step input;
  private final Step parameter;
  private Groups groups = Groups.NONE;
  private int[] best = new int[0];

  Ranking(Aggregation aggregation, Step input, Step parameter) {
    this.aggregation = aggregation;
    this.greatest = aggregation.aggregator() == Aggregator.TOPK;
    this.input = input;
    this.parameter = parameter;
  }

  @Override
  public Labels[] shape() {
    groups =
        Groups.of(input.labels(), labels -> MatchedLabels.group(aggregation.grouping(), labels));
    best = new int[input.size()];
    return input.labels();
  }

  @Override
  public void compute(long atMillis, double[] out) {
    double k = parameter.scalar();
    if (!(Math.abs(k) < 0x1p63)) {
      throw new NoPlanException();
    }
    Arrays.fill(out, SeriesHead.absent());
    int most = (int) Math.min(k, out.length);
    if (k < 1) {
      return;
    }
    double[] values = input.values();
    for (int group = 0; group < groups.size(); group++) {
      int found = rank(group, most, values);
      for (int i = 0; i < found; i++) {
        out[best[i]] = values[best[i]];
      }
    }
  }

  /** Puts the best places of a group in front; of equal ones those that came first. */
  private int rank(int group, int most, double[] values) {
    int found = 0;
    for (int i = groups.starts()[group]; i < groups.starts()[group + 1]; i++) {
      int place = groups.members()[i];
      if (!Step.isPresent(values[place])) {
        continue;
      }
      int at = found;
      while (at > 0 && isBetter(values[place], values[best[at - 1]])) {
        at--;
      }
      if (at < most) {
        int moved = Math.min(found, most - 1) - at;
        System.arraycopy(best, at, best, at + 1, moved);
        best[at] = place;
        found = Math.min(found + 1, most);
      }
    }
    return found;
  }

  /** NaN is worse than all else; zeros of either sign rank as {@link Double#compare} has them. */
  private boolean isBetter(double value, double other) {
    if (Double.isNaN(value) || Double.isNaN(other)) {
      return !Double.isNaN(value);
    }
    int order = Double.compare(value, other);
    return greatest ? order > 0 : order < 0;
  }
}
