package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.SeriesReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A series store for tests: keeps everything, finds it by looking at everything. Reading does make
 * writing wait. Regular expressions are Java's, which for plain ones say the same as RE2.
 */
public final class InMemorySeries implements SeriesReader, SeriesAppender {

  private final Map<Labels, TreeMap<Long, Double>> samples = new TreeMap<>();
  private final Map<String, MetricMetadata> metadata = new TreeMap<>();

  /** Creates an empty store. */
  public InMemorySeries() {}

  @Override
  public SeriesHandle open(Labels labels) {
    return new Handle(labels);
  }

  @Override
  public synchronized void describe(String metricName, MetricMetadata described) {
    metadata.put(metricName, described);
  }

  @Override
  public synchronized MetricMetadata metadata(String metricName) {
    return metadata.getOrDefault(metricName, MetricMetadata.UNKNOWN);
  }

  @Override
  public synchronized List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
    List<Predicate<Labels>> conditions = new ArrayList<>();
    boolean selective = false;
    for (Matcher matcher : matchers) {
      Predicate<String> condition = conditionOf(matcher);
      selective |= !condition.test("");
      conditions.add(labels -> condition.test(labels.value(matcher.name())));
    }
    if (!selective) {
      throw new IllegalArgumentException(
          "matchers are " + matchers + ", one must not accept the empty value");
    }
    List<Series> selected = new ArrayList<>();
    samples.forEach(
        (labels, all) -> {
          if (conditions.stream().allMatch(condition -> condition.test(labels))) {
            Samples.Builder window = new Samples.Builder(all.size());
            all.subMap(from.toEpochMilli(), true, to.toEpochMilli(), true).forEach(window::add);
            Samples found = window.build();
            if (!found.isEmpty()) {
              selected.add(new Series(labels, found));
            }
          }
        });
    return List.copyOf(selected);
  }

  /** Returns all series with all samples, in order of labels. */
  public synchronized List<Series> all() {
    List<Series> series = new ArrayList<>();
    samples.forEach(
        (labels, all) -> {
          Samples.Builder every = new Samples.Builder(all.size());
          all.forEach(every::add);
          series.add(new Series(labels, every.build()));
        });
    return List.copyOf(series);
  }

  private static Predicate<String> conditionOf(Matcher matcher) {
    return switch (matcher.operator()) {
      case EQUAL -> matcher.value()::equals;
      case NOT_EQUAL -> value -> !value.equals(matcher.value());
      case MATCHES -> Pattern.compile(matcher.value()).asMatchPredicate();
      case NOT_MATCHES -> Pattern.compile(matcher.value()).asMatchPredicate().negate();
    };
  }

  private synchronized boolean append(Labels labels, long timestampMillis, double value) {
    return samples
            .computeIfAbsent(labels, unseen -> new TreeMap<>())
            .putIfAbsent(timestampMillis, value)
        == null;
  }

  private final class Handle implements SeriesHandle {
    private final Labels labels;

    Handle(Labels labels) {
      this.labels = labels;
    }

    @Override
    public Labels labels() {
      return labels;
    }

    @Override
    public boolean append(long timestampMillis, double value) {
      return InMemorySeries.this.append(labels, timestampMillis, value);
    }
  }
}
