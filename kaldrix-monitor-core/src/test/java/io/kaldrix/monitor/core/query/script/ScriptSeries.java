package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.eval.StartTimestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The series that a script loaded. Notes what was read that the engine cannot understand. */
public final class ScriptSeries implements SampleReader {

  private final Map<Labels, TreeMap<Long, Double>> series = new TreeMap<>();
  private final Map<Labels, TreeMap<Long, Long>> starts = new TreeMap<>();
  private final Set<Labels> histograms = new TreeSet<>();
  private final Set<String> foreign = new TreeSet<>();

  void clear() {
    series.clear();
    starts.clear();
    histograms.clear();
  }

  void load(SeriesLine line, long stepMillis, boolean withHistograms) {
    if (line.startTimestamps()) {
      loadStarts(line, stepMillis);
      return;
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

  private void loadStarts(SeriesLine line, long stepMillis) {
    TreeMap<Long, Long> known = starts.computeIfAbsent(line.labels(), labels -> new TreeMap<>());
    for (int i = 0; i < line.points().size(); i++) {
      if (line.points().get(i) instanceof Point.Offset offset) {
        known.put(i * stepMillis, i * stepMillis + offset.millis());
      }
    }
  }

  /** Returns what was read since the last call that the engine cannot understand. */
  Set<String> takeForeign() {
    Set<String> taken = new TreeSet<>(foreign);
    foreign.clear();
    return taken;
  }

  @Override
  public List<SampleSeries> read(List<Matcher> matchers, Instant from, Instant to) {
    List<SampleSeries> selected = new ArrayList<>();
    series.forEach(
        (labels, samples) -> {
          if (!matchers.stream().allMatch(matcher -> accepts(matcher, labels))) {
            return;
          }
          if (histograms.contains(labels)) {
            foreign.add("native histograms");
          }
          NavigableMap<Long, Double> found =
              samples.subMap(from.toEpochMilli(), true, to.toEpochMilli(), true);
          if (!found.isEmpty()) {
            selected.add(series(labels, found));
          }
        });
    return selected;
  }

  private SampleSeries series(Labels labels, NavigableMap<Long, Double> found) {
    Map<Long, Long> known = starts.getOrDefault(labels, new TreeMap<>());
    Samples.Builder samples = new Samples.Builder(found.size());
    found.forEach(samples::add);
    long[] millis =
        found.keySet().stream()
            .mapToLong(at -> known.getOrDefault(at, StartTimestamps.UNKNOWN))
            .toArray();
    return new SampleSeries(labels, samples.build(), StartTimestamps.of(millis));
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
}
