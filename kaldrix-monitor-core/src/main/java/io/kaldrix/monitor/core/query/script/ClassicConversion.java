package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.histogram.Counts;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes native histograms with custom buckets of classic ones. */
final class ClassicConversion {

  /** What the series of one histogram say at one instant. */
  private static final class Parts {
    private final TreeMap<Double, Double> buckets = new TreeMap<>();
    private double sum;
    private double count = Double.NaN;

    NativeHistogram histogram() {
      List<Double> bounds = new ArrayList<>();
      List<Double> counts = new ArrayList<>();
      double before = 0;
      for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
        if (bucket.getKey() != Double.POSITIVE_INFINITY) {
          bounds.add(bucket.getKey());
          counts.add(bucket.getValue() - before);
          before = bucket.getValue();
        }
      }
      double all = buckets.getOrDefault(Double.POSITIVE_INFINITY, count);
      all = Double.isNaN(all) ? before : all;
      counts.add(all - before);
      return new NativeHistogram(
          NativeHistogram.CUSTOM,
          ResetHint.UNKNOWN,
          all,
          sum,
          0,
          0,
          Counts.of(0, counts.stream().mapToDouble(d -> d).toArray()),
          Counts.NONE,
          bounds);
    }
  }

  private final Map<Labels, TreeMap<Integer, Parts>> parts = new HashMap<>();

  void add(SeriesLine line) {
    String name = line.labels().metricName();
    for (String ending : List.of("_bucket", "_sum", "_count")) {
      if (name.endsWith(ending)) {
        String base = name.substring(0, name.length() - ending.length());
        add(line, line.labels().without("le").with(Label.METRIC_NAME, base), ending);
      }
    }
  }

  private void add(SeriesLine line, Labels labels, String ending) {
    for (int i = 0; i < line.points().size(); i++) {
      if (line.points().get(i) instanceof Point.Valued number) {
        Parts at =
            parts
                .computeIfAbsent(labels, l -> new TreeMap<>())
                .computeIfAbsent(i, index -> new Parts());
        switch (ending) {
          case "_bucket" -> {
            double bound = Point.number(line.labels().value("le"));
            at.buckets.put(bound, number.value());
          }
          case "_sum" -> at.sum = number.value();
          default -> at.count = number.value();
        }
      }
    }
  }

  /** Returns one line for each histogram that has buckets. */
  List<SeriesLine> lines() {
    List<SeriesLine> lines = new ArrayList<>();
    parts.forEach(
        (labels, byIndex) -> {
          List<Point> points = new ArrayList<>();
          for (int i = 0; i <= byIndex.lastKey(); i++) {
            Parts at = byIndex.get(i);
            points.add(
                at == null || at.buckets.isEmpty()
                    ? new Point.Missing()
                    : new Point.Histogram(at.histogram(), false));
          }
          lines.add(new SeriesLine(labels, false, points));
        });
    return lines;
  }
}
