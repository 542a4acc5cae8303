package io.kaldrix.monitor.core.query.plan;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.eval.BucketBound;
import io.kaldrix.monitor.core.query.eval.ClassicBuckets;
import io.kaldrix.monitor.core.query.eval.NameRemoval;
import io.kaldrix.monitor.core.series.SeriesHead;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A quantile of each classic histogram, whose buckets are sorted once. */
final class BucketQuantile implements Operator {

  private final Step input;
  private final Step quantile;
  private final Twins twins = new Twins();
  private int[][] places = new int[0][]; // of each histogram, by ascending bounds
  private double[][] bounds = new double[0][];
  private double[] presentBounds = new double[0];
  private double[] counts = new double[0];

  BucketQuantile(Step input, Step quantile) {
    this.input = input;
    this.quantile = quantile;
  }

  private record Bucket(int place, double bound) {}

  @Override
  public Labels[] shape() {
    Map<Labels, List<Bucket>> histograms = new TreeMap<>();
    for (int i = 0; i < input.size(); i++) {
      Labels labels = input.labels()[i];
      int place = i;
      BucketBound.of(labels.value(BucketBound.LABEL))
          .ifPresent(
              bound ->
                  histograms
                      .computeIfAbsent(labels.without(BucketBound.LABEL), l -> new ArrayList<>())
                      .add(new Bucket(place, bound)));
    }
    int most = 0;
    int size = 0;
    places = new int[histograms.size()][];
    bounds = new double[histograms.size()][];
    Labels[] labels = new Labels[histograms.size()];
    for (Map.Entry<Labels, List<Bucket>> histogram : histograms.entrySet()) {
      List<Bucket> buckets = histogram.getValue();
      buckets.sort(Comparator.comparingDouble(Bucket::bound));
      labels[size] = NameRemoval.withoutName(histogram.getKey());
      places[size] = buckets.stream().mapToInt(Bucket::place).toArray();
      bounds[size++] = buckets.stream().mapToDouble(Bucket::bound).toArray();
      most = Math.max(most, buckets.size());
    }
    presentBounds = new double[most];
    counts = new double[most];
    twins.find(labels);
    return labels;
  }

  @Override
  public void compute(long atMillis, double[] out) {
    double q = quantile.scalar();
    double[] values = input.values();
    for (int i = 0; i < out.length; i++) {
      int size = 0;
      for (int j = 0; j < places[i].length; j++) {
        double value = values[places[i][j]];
        if (!Step.isPresent(value)) {
          continue;
        }
        if (size > 0 && presentBounds[size - 1] == bounds[i][j]) {
          counts[size - 1] += value;
        } else {
          presentBounds[size] = bounds[i][j];
          counts[size++] = value;
        }
      }
      out[i] =
          size == 0 ? SeriesHead.absent() : ClassicBuckets.quantile(q, presentBounds, counts, size);
    }
    twins.refuse(out);
  }
}
