package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.series.CardinalityReport.WidestLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which metrics have many series, and which label makes them many. */
final class Cardinality {

  private Cardinality() {}

  static List<CardinalityReport.Metric> largest(
      SeriesIndex index, StoreFigures figures, int mostMetrics) {
    record Size(String metric, int series, long refused) {}

    Map<String, Long> refused = figures.refusedSeries();
    List<Size> sizes = new ArrayList<>();
    index.forEachMetric(
        (name, series) -> sizes.add(new Size(name, series.size(), refused.getOrDefault(name, 0L))));
    refused.forEach(
        (name, count) -> {
          if (index.countOf(name) == 0) {
            sizes.add(new Size(name, 0, count));
          }
        });
    sizes.sort(
        Comparator.comparingLong(Size::refused)
            .thenComparingInt(Size::series)
            .reversed()
            .thenComparing(Size::metric));
    return sizes.stream()
        .limit(mostMetrics)
        .map(size -> report(index, figures, size.metric()))
        .toList();
  }

  /** Returns what makes the series many of the metric that {@code labels} are of. */
  static CardinalityReport.Metric of(SeriesIndex index, StoreFigures figures, Labels labels) {
    return report(index, figures, labels.metricName());
  }

  private static CardinalityReport.Metric report(
      SeriesIndex index, StoreFigures figures, String metric) {
    MetricSeries series = index.ofMetric(metric);
    SortedSeries sorted = series == null ? SortedSeries.NONE : series.snapshot();
    return new CardinalityReport.Metric(
        metric,
        sorted.size(),
        figures.refusedSeries(metric),
        figures.refusedFirst(metric),
        widest(sorted));
  }

  private static Optional<WidestLabel> widest(SortedSeries series) {
    Optional<WidestLabel> widest = Optional.empty();
    for (String name : series.labelNames()) {
      LabelColumn column = series.column(name);
      int distinct = column.distinctValues();
      if (!name.equals(Label.METRIC_NAME)
          && distinct > widest.map(WidestLabel::distinctValues).orElse(0)) {
        widest = Optional.of(new WidestLabel(name, distinct, column.anyValue()));
      }
    }
    return widest;
  }
}
