package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The series that a script loaded. Notes what was read that the engine cannot understand. */
final class ScriptSeries implements SeriesReader {

  private final Map<Labels, TreeMap<Long, Double>> series = new TreeMap<>();
  private final Set<Labels> histograms = new TreeSet<>();
  private final Set<Labels> startTimestamps = new TreeSet<>();
  private final Set<String> foreign = new TreeSet<>();

  void clear() {
    series.clear();
    histograms.clear();
    startTimestamps.clear();
  }

  void load(SeriesLine line, long stepMillis, boolean withHistograms) {
    if (line.startTimestamps()) {
      startTimestamps.add(line.labels());
    }
    TreeMap<Long, Double> samples =
        series.computeIfAbsent(line.labels(), labels -> new TreeMap<>());
    for (int i = 0; i < line.points().size(); i++) {
      Point point = line.points().get(i);
      if (point instanceof Point.Valued number) {
        samples.put(i * stepMillis, number.value());
      } else if (point instanceof Point.Histogram) {
        histograms.add(line.labels());
      }
    }
    String name = line.labels().metricName();
    if (withHistograms && name.endsWith("_bucket")) {
      Labels base =
          line.labels()
              .without("le")
              .with(Label.METRIC_NAME, name.substring(0, name.length() - "_bucket".length()));
      series.computeIfAbsent(base, labels -> new TreeMap<>());
      histograms.add(base);
    }
  }

  /** Returns what was read since the last call that the engine cannot understand. */
  Set<String> takeForeign() {
    Set<String> taken = new TreeSet<>(foreign);
    foreign.clear();
    return taken;
  }

  @Override
  public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
    List<Series> selected = new ArrayList<>();
    series.forEach(
        (labels, samples) -> {
          if (!matchers.stream().allMatch(matcher -> accepts(matcher, labels))) {
            return;
          }
          if (histograms.contains(labels)) {
            foreign.add("native histograms");
          }
          if (startTimestamps.contains(labels)) {
            foreign.add("start timestamps");
          }
          Samples.Builder found = new Samples.Builder(16);
          samples.subMap(from.toEpochMilli(), true, to.toEpochMilli(), true).forEach(found::add);
          Samples built = found.build();
          if (!built.isEmpty()) {
            selected.add(new Series(labels, built));
          }
        });
    return selected;
  }

  private static boolean accepts(Matcher matcher, Labels labels) {
    String value = labels.value(matcher.name());
    return switch (matcher.operator()) {
      case EQUAL -> value.equals(matcher.value());
      case NOT_EQUAL -> !value.equals(matcher.value());
      case MATCHES -> AnchoredPattern.compile(matcher.value()).matches(value);
      case NOT_MATCHES -> !AnchoredPattern.compile(matcher.value()).matches(value);
    };
  }

  @Override
  public MetricMetadata metadata(String metricName) {
    return MetricMetadata.UNKNOWN;
  }
}
