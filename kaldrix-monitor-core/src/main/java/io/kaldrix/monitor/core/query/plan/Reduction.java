package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.Aggregator;
import io.kaldrix.monitor.core.query.eval.MatchedLabels;
import io.kaldrix.monitor.core.query.eval.Quantiles;
import io.kaldrix.monitor.core.query.eval.Statistics;
import io.kaldrix.monitor.core.query.plan.window.CompensatedSums;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.Arrays;

/** An aggregator that makes one value of each group. */
final class Reduction implements Operator {

  private final Aggregation aggregation;
  private final Aggregator aggregator;
  private final Step input;
  private final Step parameter;
  private final CompensatedSums sums = new CompensatedSums();
  private Groups groups = Groups.NONE;
  private int[] counts = new int[0];
  private double[] gathered = new double[0];

  /**
   * Creates a reduction.
   *
   * @param parameter of a quantile, otherwise anything
   */
  Reduction(Aggregation aggregation, Step input, Step parameter) {
    this.aggregation = aggregation;
    this.aggregator = aggregation.aggregator();
    this.input = input;
    this.parameter = parameter;
  }

  @Override
  public Labels[] shape() {
    groups =
        Groups.of(input.labels(), labels -> MatchedLabels.group(aggregation.grouping(), labels));
    counts = new int[groups.size()];
    gathered = new double[input.size()];
    return groups.labels();
  }

  @Override
  public void compute(long atMillis, double[] out) {
    switch (aggregator) {
      case SUM, AVG -> addUp(out);
      case MIN, MAX -> findExtremes(out);
      case COUNT, GROUP -> count(out);
      default -> reduceGathered(out);
    }
  }

  private void addUp(double[] out) {
    double[] values = input.values();
    int[] ofPlace = groups.ofPlace();
    Arrays.fill(counts, 0);
    sums.resize(counts.length);
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (Step.isPresent(value)) {
        sums.add(ofPlace[i], value);
        counts[ofPlace[i]]++;
      }
    }
    for (int group = 0; group < out.length; group++) {
      if (counts[group] == 0) {
        out[group] = SeriesHead.absent();
      } else if (aggregator == Aggregator.SUM) {
        out[group] = sums.value(group);
      } else {
        double mean = sums.dividedBy(group, counts[group]);
        out[group] = Double.isFinite(mean) ? mean : Statistics.mean(gathered, gather(group));
      }
    }
  }

  private void findExtremes(double[] out) {
    double[] values = input.values();
    int[] ofPlace = groups.ofPlace();
    boolean least = aggregator == Aggregator.MIN;
    Arrays.fill(out, SeriesHead.absent());
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (Step.isPresent(value)) {
        double found = out[ofPlace[i]]; // absent is a NaN, which any value is preferred to
        boolean preferred = least ? value < found : value > found;
        out[ofPlace[i]] = preferred || Double.isNaN(found) ? value : found;
      }
    }
  }

  private void count(double[] out) {
    double[] values = input.values();
    int[] ofPlace = groups.ofPlace();
    Arrays.fill(counts, 0);
    for (int i = 0; i < values.length; i++) {
      if (Step.isPresent(values[i])) {
        counts[ofPlace[i]]++;
      }
    }
    boolean group = aggregator == Aggregator.GROUP;
    for (int i = 0; i < out.length; i++) {
      out[i] = counts[i] == 0 ? SeriesHead.absent() : group ? 1 : counts[i];
    }
  }

  private void reduceGathered(double[] out) {
    for (int group = 0; group < out.length; group++) {
      int size = gather(group);
      out[group] = size == 0 ? SeriesHead.absent() : reduced(size);
    }
  }

  private double reduced(int size) {
    return switch (aggregator) {
      case STDVAR -> Statistics.variance(gathered, size);
      case STDDEV -> Math.sqrt(Statistics.variance(gathered, size));
      case QUANTILE -> Quantiles.quantile(parameter.scalar(), gathered, 0, size);
      default -> throw new IllegalStateException(aggregator + " makes no single value");
    };
  }

  private int gather(int group) {
    double[] values = input.values();
    int size = 0;
    for (int i = groups.starts()[group]; i < groups.starts()[group + 1]; i++) {
      double value = values[groups.members()[i]];
      if (Step.isPresent(value)) {
        gathered[size++] = value;
      }
    }
    return size;
  }
}
