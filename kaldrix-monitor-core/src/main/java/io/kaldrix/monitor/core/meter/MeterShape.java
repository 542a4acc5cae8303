package io.kaldrix.monitor.core.meter;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The series that a meter becomes.
 *
 * @param series their labels, in the order in which the meter's values are read
 * @param totals those of them that only grow
 * @param descriptions what is known of each metric among them
 */
record MeterShape(
    List<Labels> series, Set<Labels> totals, Map<String, MetricMetadata> descriptions) {

  /** Gathers the series of one meter. */
  static final class Builder {
    private final Meter.Id id;
    private final String family;
    private final Labels labels;
    private final String unit;
    private final List<Labels> series = new ArrayList<>();
    private final Set<Labels> totals = new HashSet<>();
    private final Map<String, MetricMetadata> descriptions = new TreeMap<>();

    Builder(Meter.Id id, boolean isTime, Labels processLabels) {
      this.id = id;
      this.family = PrometheusNames.family(id, isTime);
      this.labels = processLabels.with(PrometheusNames.labels(id)); // the meter knows better
      String baseUnit = id.getBaseUnit();
      this.unit = isTime ? "seconds" : baseUnit == null ? "" : baseUnit;
    }

    Builder counter(String suffix) {
      return one(suffix + "_total", MetricType.COUNTER, labels);
    }

    Builder gauge(String suffix) {
      return one(suffix, MetricType.GAUGE, labels);
    }

    /** Number and sum of what was recorded. */
    Builder countAndSum(MetricType type) {
      describe(family, type);
      addTotal(family + "_count", labels);
      return addTotal(family + "_sum", labels);
    }

    /** All series of a snapshot: number, sum, maximum, then buckets or, without them, quantiles. */
    Builder distribution(HistogramSnapshot snapshot, boolean isTime) {
      CountAtBucket[] buckets = snapshot.histogramCounts();
      countAndSum(buckets.length > 0 ? MetricType.HISTOGRAM : MetricType.SUMMARY);
      gauge("_max");
      for (CountAtBucket bucket : buckets) {
        bucket(isTime ? bucket.bucket(TimeUnit.SECONDS) : bucket.bucket());
      }
      if (buckets.length > 0 && Double.isFinite(buckets[buckets.length - 1].bucket())) {
        bucket(Double.POSITIVE_INFINITY);
      }
      if (buckets.length == 0) {
        for (ValueAtPercentile percentile : snapshot.percentileValues()) {
          String quantile = PrometheusNames.number(percentile.percentile());
          add(family, labels.with("quantile", quantile));
        }
      }
      return this;
    }

    private void bucket(double upperBound) {
      addTotal(family + "_bucket", labels.with("le", PrometheusNames.number(upperBound)));
    }

    /** One series for each measurement of a meter of the host's own kind. */
    Builder measurements(Iterable<Measurement> measurements) {
      for (Measurement measurement : measurements) {
        Labels statistic = labels.with("statistic", measurement.getStatistic().toString());
        switch (measurement.getStatistic()) {
          case COUNT -> one("_total", MetricType.COUNTER, statistic);
          case TOTAL, TOTAL_TIME -> one("_sum_total", MetricType.COUNTER, statistic);
          case MAX -> one("_max", MetricType.GAUGE, statistic);
          case VALUE, UNKNOWN -> one("_value", MetricType.GAUGE, statistic);
          case ACTIVE_TASKS -> one("_active_count", MetricType.GAUGE, statistic);
          case DURATION -> one("_duration_sum", MetricType.GAUGE, statistic);
        }
      }
      return this;
    }

    private Builder one(String suffix, MetricType type, Labels itsLabels) {
      describe(family + suffix, type);
      return type == MetricType.COUNTER
          ? addTotal(family + suffix, itsLabels)
          : add(family + suffix, itsLabels);
    }

    private Builder addTotal(String metricName, Labels itsLabels) {
      totals.add(itsLabels.with(Label.METRIC_NAME, metricName));
      return add(metricName, itsLabels);
    }

    private Builder add(String metricName, Labels itsLabels) {
      series.add(itsLabels.with(Label.METRIC_NAME, metricName));
      return this;
    }

    private void describe(String metricName, MetricType type) {
      String help = id.getDescription();
      descriptions.put(metricName, new MetricMetadata(type, unit, help == null ? "" : help));
    }

    MeterShape build() {
      return new MeterShape(series, totals, descriptions);
    }
  }
}
