package io.kaldrix.monitor.core.recorded;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Recorded series as they were seen at one moment: what came later is hidden. What is appended,
 * such as the series of rules, is seen beside them; where both have a sample, the recorded one
 * counts. For one thread.
 */
public final class ReplayedSeries implements SampleReader, SeriesAppender {

  private static final Comparator<SampleSeries> BY_LABELS =
      Comparator.comparing(SampleSeries::labels);

  private final SampleReader recorded;
  private final Map<String, Map<Labels, AppendedColumn>> appended = new HashMap<>();
  private final SeriesSelection selection = new SeriesSelection();
  private Instant now = Instant.MAX;

  /** Creates a replay that sees all of {@code recorded}. */
  public ReplayedSeries(SampleReader recorded) {
    this.recorded = recorded;
  }

  /** Hides all that was recorded after {@code instant}. */
  public void moveTo(Instant instant) {
    now = instant;
  }

  @Override
  public List<SampleSeries> read(List<Matcher> matchers, Instant from, Instant to) {
    Instant until = to.isBefore(now) ? to : now;
    if (until.isBefore(from)) {
      return List.of();
    }
    List<SampleSeries> found = recorded.read(matchers, from, until);
    List<SampleSeries> own = ownSeries(matchers, from.toEpochMilli(), until.toEpochMilli());
    return own.isEmpty() ? found : merged(found, own);
  }

  private List<SampleSeries> ownSeries(List<Matcher> matchers, long fromMillis, long toMillis) {
    Optional<String> metric = SeriesSelection.metric(matchers);
    if (appended.isEmpty() || (metric.isPresent() && !appended.containsKey(metric.get()))) {
      return List.of();
    }
    Predicate<Labels> accepts = selection.of(matchers);
    List<SampleSeries> found = new ArrayList<>();
    for (Map<Labels, AppendedColumn> columns :
        metric.isPresent()
            ? List.of(appended.getOrDefault(metric.get(), Map.of()))
            : List.copyOf(appended.values())) {
      columns.forEach(
          (labels, column) -> {
            if (accepts.test(labels)) {
              SampleSeries part = column.between(fromMillis, toMillis);
              if (!part.samples().isEmpty()) {
                found.add(part);
              }
            }
          });
    }
    found.sort(BY_LABELS);
    return found;
  }

  private static List<SampleSeries> merged(List<SampleSeries> found, List<SampleSeries> own) {
    Map<Labels, SampleSeries> ownByLabels = new TreeMap<>();
    own.forEach(series -> ownByLabels.put(series.labels(), series));
    Set<Labels> both = new HashSet<>();
    List<SampleSeries> all = new ArrayList<>();
    for (SampleSeries series : found) {
      SampleSeries other = ownByLabels.get(series.labels());
      all.add(other == null ? series : series.withMissingOf(other));
      both.add(series.labels());
    }
    own.stream().filter(series -> !both.contains(series.labels())).forEach(all::add);
    all.sort(BY_LABELS);
    return all;
  }

  @Override
  public SeriesHandle open(Labels labels) {
    AppendedColumn column =
        appended
            .computeIfAbsent(labels.metricName(), metric -> new TreeMap<>())
            .computeIfAbsent(labels, AppendedColumn::new);
    return column;
  }

  @Override
  public void describe(String metricName, MetricMetadata metadata) {
    // nobody asks a replay what a metric means
  }
}
