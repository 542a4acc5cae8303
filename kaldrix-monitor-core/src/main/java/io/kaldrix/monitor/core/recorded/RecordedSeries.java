package io.kaldrix.monitor.core.recorded;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.script.LoadBlock;
import io.kaldrix.monitor.core.query.script.Point;
import io.kaldrix.monitor.core.query.script.SeriesLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Series whose samples are all there. Immutable; may be shared between threads. */
public final class RecordedSeries implements SampleReader, SeriesReader {

  /** So many answers to what matchers select are kept; rules in use ask fewer. */
  private static final int MOST_SELECTIONS = 1_000;

  private final Map<String, List<SampleSeries>> byMetric;
  private final SeriesSelection selection = new SeriesSelection();
  private final Map<List<Matcher>, List<SampleSeries>> selections = new ConcurrentHashMap<>();

  private RecordedSeries(Map<String, List<SampleSeries>> byMetric) {
    this.byMetric = byMetric;
  }

  /** Returns all series, by metric and labels. */
  public List<SampleSeries> all() {
    return byMetric.values().stream().flatMap(Collection::stream).toList();
  }

  /** Returns when the first sample is, in milliseconds since the Unix epoch; empty without one. */
  public OptionalLong firstMillis() {
    return all().stream().mapToLong(series -> series.samples().timestampMillis(0)).min();
  }

  /** Returns when the last sample is, in milliseconds since the Unix epoch; empty without one. */
  public OptionalLong lastMillis() {
    return all().stream()
        .mapToLong(series -> series.samples().timestampMillis(series.samples().size() - 1))
        .max();
  }

  @Override
  public List<SampleSeries> read(List<Matcher> matchers, Instant from, Instant to) {
    List<SampleSeries> found = new ArrayList<>();
    for (SampleSeries series : selected(matchers)) {
      SampleSeries part = series.between(from.toEpochMilli(), to.toEpochMilli());
      if (!part.samples().isEmpty()) {
        found.add(part);
      }
    }
    return found;
  }

  @Override
  public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
    return read(matchers, from, to).stream()
        .filter(series -> series.histograms().isEmpty())
        .map(series -> new Series(series.labels(), series.samples()))
        .toList();
  }

  @Override
  public MetricMetadata metadata(String metricName) {
    return MetricMetadata.UNKNOWN;
  }

  private List<SampleSeries> selected(List<Matcher> matchers) {
    if (selections.size() > MOST_SELECTIONS) {
      selections.clear();
    }
    return selections.computeIfAbsent(List.copyOf(matchers), this::search);
  }

  private List<SampleSeries> search(List<Matcher> matchers) {
    Predicate<Labels> accepts = selection.of(matchers);
    Optional<String> metric = SeriesSelection.metric(matchers);
    Collection<List<SampleSeries>> candidates =
        metric.isPresent()
            ? List.of(byMetric.getOrDefault(metric.get(), List.of()))
            : byMetric.values();
    return candidates.stream()
        .flatMap(Collection::stream)
        .filter(series -> accepts.test(series.labels()))
        .sorted(Comparator.comparing(SampleSeries::labels))
        .toList();
  }

  /** Gathers series in any order. For one thread. */
  public static final class Builder {

    private final Map<Labels, SampleColumn> columns = new TreeMap<>();

    /** Creates a builder without series. */
    public Builder() {}

    /** Adds a sample, in place of one that the series has at that time already. */
    public Builder add(Labels labels, long timestampMillis, double value) {
      column(labels).add(timestampMillis, value);
      return this;
    }

    /** Adds a histogram, in place of what the series has at that time already. */
    public Builder add(Labels labels, long timestampMillis, NativeHistogram histogram) {
      column(labels).add(timestampMillis, histogram);
      return this;
    }

    /** Adds the series of a script. */
    public Builder add(LoadBlock block) {
      block.allSeries().forEach(line -> add(line, 0, block.stepMillis()));
      return this;
    }

    /**
     * Adds the points of a line.
     *
     * @param startMillis when the first one is
     * @param stepMillis the time from one to the next
     */
    public Builder add(SeriesLine line, long startMillis, long stepMillis) {
      long at = startMillis;
      for (Point point : line.points()) {
        if (point instanceof Point.Valued valued) {
          add(line.labels(), at, valued.value());
        } else if (point instanceof Point.Histogram histogram) {
          add(line.labels(), at, histogram.value());
        } else if (point instanceof Point.Offset offset) {
          column(line.labels()).start(at, at + offset.millis());
        }
        at += stepMillis;
      }
      return this;
    }

    private SampleColumn column(Labels labels) {
      return columns.computeIfAbsent(labels, key -> new SampleColumn());
    }

    /** Returns the series; those without a sample are left out. */
    public RecordedSeries build() {
      Map<String, List<SampleSeries>> byMetric = new TreeMap<>();
      columns.forEach(
          (labels, column) -> {
            if (column.size() > 0) {
              byMetric
                  .computeIfAbsent(labels.metricName(), metric -> new ArrayList<>())
                  .add(column.series(labels));
            }
          });
      return new RecordedSeries(byMetric);
    }
  }
}
