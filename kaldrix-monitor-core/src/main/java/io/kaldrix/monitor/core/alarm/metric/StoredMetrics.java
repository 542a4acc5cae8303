package io.kaldrix.monitor.core.alarm.metric;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.query.Query;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.rule.AlarmMetric;
import io.kaldrix.monitor.api.rule.Statistic;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.alarm.Periods;
import io.kaldrix.monitor.core.alarm.SampleStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of CloudWatch, read from the monitor's series.
 *
 * <p>A metric that a mapping names is what its expression returns at every step. Any other is the
 * series of its own name, or of that name in snake case, with what Prometheus puts behind, whose
 * labels have the dimensions; failing that, the numbers and sums of a timer or distribution of that
 * name. All series that match are pooled. A gauge gives its samples, a counter what it has grown by
 * at each.
 *
 * <p>For one thread.
 */
public final class StoredMetrics {

  /** How far back the sample before a period's first is looked for. */
  private static final Duration LOOKBACK = Duration.ofMinutes(5);

  private final SeriesReader reader;
  private final QueryEngine queries;
  private final MetricMappings mappings;
  private final Duration step;
  private final Map<String, Query> prepared = new HashMap<>();
  private final Map<String, Source> found = new HashMap<>(); // by namespace and name
  private Instant observedSince = Instant.MAX;

  /**
   * Creates a reader of metrics.
   *
   * @param step time between two values of a mapped expression
   */
  public StoredMetrics(
      SeriesReader reader, QueryEngine queries, MetricMappings mappings, Duration step) {
    this.reader = reader;
    this.queries = queries;
    this.mappings = mappings;
    this.step = step;
  }

  /** Where a metric comes from. */
  private sealed interface Source {
    record Mapped(Query query) implements Source {}

    record OfSeries(String name) implements Source {}

    /** A timer or distribution: {@code base_count}, {@code base_sum}, {@code base_max}. */
    record Distribution(String base) implements Source {}
  }

  /** Says that series were watched from then on: a counter that is seen later began at zero. */
  public void observe(Instant tick) {
    observedSince = tick.isBefore(observedSince) ? tick : observedSince;
  }

  /**
   * Reads the mapping of a metric, if it has one.
   *
   * @throws io.kaldrix.monitor.api.query.QueryException if its expression is wrong
   */
  public void prepare(AlarmMetric metric) {
    mappings.expression(metric).ifPresent(this::prepared);
  }

  private Query prepared(String expression) {
    Query query = prepared.get(expression);
    if (query == null) {
      query = queries.prepare(expression);
      prepared.put(expression, query);
    }
    return query;
  }

  /** Returns whether a metric has, or had, series in these periods. */
  public boolean matches(AlarmMetric metric, Periods periods) {
    Source source = source(metric, periods);
    return source instanceof Source.Mapped mapped
        ? !answered(mapped.query(), metric, periods).isEmpty()
        : source != null;
  }

  /** Returns one datapoint for each period, {@code NaN} where there is none. */
  public double[] datapoints(AlarmMetric metric, Periods periods) {
    Source source = source(metric, periods);
    if (source instanceof Source.Mapped mapped) {
      PeriodSamples samples = new PeriodSamples(periods);
      answered(mapped.query(), metric, periods)
          .forEach(series -> Increments.gauge(series.samples(), samples));
      return datapoints(metric.statistic(), samples, periods);
    }
    if (source instanceof Source.OfSeries ofSeries) {
      return datapoints(metric.statistic(), pooled(ofSeries.name(), metric, periods), periods);
    }
    if (source instanceof Source.Distribution distribution) {
      return ofDistribution(distribution.base(), metric, periods);
    }
    return datapoints(metric.statistic(), new PeriodSamples(periods), periods);
  }

  private static double[] datapoints(Statistic statistic, PeriodSamples samples, Periods periods) {
    double[] datapoints = new double[periods.count()];
    for (int i = 0; i < datapoints.length; i++) {
      datapoints[i] = SampleStatistics.of(statistic, samples.of(i));
    }
    return datapoints;
  }

  private double[] ofDistribution(String base, AlarmMetric metric, Periods periods) {
    double[] datapoints = new double[periods.count()];
    PeriodSamples counts = pooled(base + "_count", metric, periods);
    PeriodSamples sums = pooled(base + "_sum", metric, periods);
    PeriodSamples greatest = pooled(base + "_max", metric, periods);
    for (int i = 0; i < datapoints.length; i++) {
      double count = SampleStatistics.of(Statistic.SUM, counts.of(i));
      double sum = SampleStatistics.of(Statistic.SUM, sums.of(i));
      datapoints[i] =
          switch (metric.statistic().kind()) {
            case SAMPLE_COUNT -> count;
            case SUM -> sum;
            case AVERAGE -> count > 0 ? sum / count : Double.NaN;
            case MAXIMUM ->
                count > 0 ? SampleStatistics.of(metric.statistic(), greatest.of(i)) : Double.NaN;
            default -> Double.NaN; // ranks and the least are not kept
          };
    }
    return datapoints;
  }

  private PeriodSamples pooled(String name, AlarmMetric metric, Periods periods) {
    PeriodSamples pooled = new PeriodSamples(periods);
    Instant from = Instant.ofEpochMilli(periods.start()).minus(LOOKBACK);
    boolean counter = isCounter(name);
    for (Series series : select(name, metric, from, Instant.ofEpochMilli(periods.end()))) {
      if (counter) {
        Increments.counter(series.samples(), () -> before(series), pooled);
      } else {
        Increments.gauge(series.samples(), pooled);
      }
    }
    return pooled;
  }

  private boolean isCounter(String name) {
    MetricType type = reader.metadata(name).type();
    return type == MetricType.COUNTER
        || (type == MetricType.UNKNOWN
            && (name.endsWith("_total") || name.endsWith("_count") || name.endsWith("_sum")));
  }

  /**
   * Returns what a counter was before its first sample here: its sample before, 0 if it has none
   * and was born under our eyes, {@code NaN} if it may have been counting before we looked.
   */
  private double before(Series series) {
    Instant first = Instant.ofEpochMilli(series.samples().timestampMillis(0));
    List<Matcher> same = new ArrayList<>();
    series.labels().forEach(label -> same.add(Matcher.equal(label.name(), label.value())));
    for (Series earlier : reader.select(same, Instant.EPOCH, first.minusMillis(1))) {
      if (earlier.labels().equals(series.labels())) {
        double last = earlier.samples().value(earlier.samples().size() - 1);
        return Double.isFinite(last) ? last : 0; // a stale marker: it was born anew
      }
    }
    return first.isAfter(observedSince) ? 0 : Double.NaN;
  }

  private List<Series> select(String name, AlarmMetric metric, Instant from, Instant to) {
    return reader.select(List.of(Matcher.metric(name)), from, to).stream()
        .filter(series -> hasDimensions(series.labels(), metric, true))
        .toList();
  }

  private List<Series> answered(Query query, AlarmMetric metric, Periods periods) {
    Instant to = Instant.ofEpochMilli(periods.end());
    long steps = (periods.end() - periods.start() - 1) / step.toMillis(); // the first is left out
    Instant from = to.minus(step.multipliedBy(steps));
    QueryValue answer = query.over(from, to, step).value();
    if (!(answer instanceof QueryValue.RangeVector vector)) {
      return List.of();
    }
    return vector.series().stream()
        .filter(series -> hasDimensions(series.labels(), metric, false))
        .toList();
  }

  /** Looks at labels named as the dimensions are, or so in snake case. */
  private static boolean hasDimensions(Labels labels, AlarmMetric metric, boolean all) {
    for (Map.Entry<String, String> dimension : metric.dimensions().entrySet()) {
      String exact = labels.value(dimension.getKey());
      String value =
          exact.isEmpty() ? labels.value(MetricNames.snakeCase(dimension.getKey())) : exact;
      boolean lacks = value.isEmpty() && !dimension.getValue().isEmpty();
      if (lacks ? all : !value.equals(dimension.getValue())) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Source source(AlarmMetric metric, Periods periods) {
    Optional<String> mapping = mappings.expression(metric);
    if (mapping.isPresent()) {
      return new Source.Mapped(prepared(mapping.get()));
    }
    Source known = found.get(key(metric));
    if (known != null) {
      return known;
    }
    Instant from = Instant.ofEpochMilli(periods.start()).minus(LOOKBACK);
    Instant to = Instant.ofEpochMilli(periods.end());
    List<String> names = MetricNames.candidates(metric.namespace(), metric.name());
    for (String name : names) {
      if (!select(name, metric, from, to).isEmpty()) {
        return remember(metric, new Source.OfSeries(name));
      }
    }
    for (String name : names) {
      if (!select(name + "_count", metric, from, to).isEmpty()
          && !select(name + "_sum", metric, from, to).isEmpty()) {
        return remember(metric, new Source.Distribution(name));
      }
    }
    return null;
  }

  private Source remember(AlarmMetric metric, Source source) {
    found.put(key(metric), source);
    return source;
  }

  private static String key(AlarmMetric metric) {
    return metric.namespace() + "/" + metric.name() + Labels.of(metric.dimensions()).toString();
  }
}
