package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import io.kaldrix.monitor.core.query.eval.Histograms;
import io.kaldrix.monitor.core.query.eval.SampleReader;
import io.kaldrix.monitor.core.query.eval.SampleSeries;
import io.kaldrix.monitor.core.query.eval.StartTimestamps;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The series that a script loaded. */
public final class ScriptSeries implements SampleReader {

  /** One sample: a number, or a histogram. */
  private record Sampled(double value, Optional<NativeHistogram> histogram) {}

  private final Map<Labels, TreeMap<Long, Sampled>> series = new TreeMap<>();
  private final Map<Labels, TreeMap<Long, Long>> starts = new TreeMap<>();

  void clear() {
    series.clear();
    starts.clear();
  }

  void load(Script.Step.Load load) {
    ClassicConversion conversion = new ClassicConversion();
    for (SeriesLine line : load.series()) {
      if (line.startTimestamps()) {
        loadStarts(line, load.stepMillis());
      } else {
        load(line, load.stepMillis());
        if (load.withHistograms()) {
          conversion.add(line);
        }
      }
    }
    conversion.lines().forEach(line -> load(line, load.stepMillis()));
  }

  private void load(SeriesLine line, long stepMillis) {
    TreeMap<Long, Sampled> samples =
        series.computeIfAbsent(line.labels(), labels -> new TreeMap<>());
    for (int i = 0; i < line.points().size(); i++) {
      Point point = line.points().get(i);
      long at = i * stepMillis;
      if (point instanceof Point.Valued number) {
        samples.put(at, new Sampled(number.value(), Optional.empty()));
      } else if (point instanceof Point.Histogram histogram) {
        samples.put(at, new Sampled(Double.NaN, Optional.of(stored(samples, at, histogram))));
      }
    }
  }

  /** Returns a histogram with what a store finds out of resets when it is appended. */
  private static NativeHistogram stored(
      NavigableMap<Long, Sampled> samples, long at, Point.Histogram point) {
    NativeHistogram histogram = point.value();
    Optional<NativeHistogram> before =
        Optional.ofNullable(samples.lowerEntry(at)).flatMap(entry -> entry.getValue().histogram());
    boolean told =
        histogram.hint() == ResetHint.RESET
            || histogram.hint() == ResetHint.GAUGE
            || before.isEmpty()
            || before.get().hint() == ResetHint.GAUGE;
    if (told) {
      return histogram;
    }
    NativeHistogram unknown = histogram.withHint(ResetHint.UNKNOWN);
    return unknown.withHint(
        unknown.isResetAfter(before.get()) ? ResetHint.UNKNOWN : ResetHint.NOT_RESET);
  }

  private void loadStarts(SeriesLine line, long stepMillis) {
    TreeMap<Long, Long> known = starts.computeIfAbsent(line.labels(), labels -> new TreeMap<>());
    for (int i = 0; i < line.points().size(); i++) {
      if (line.points().get(i) instanceof Point.Offset offset) {
        known.put(i * stepMillis, i * stepMillis + offset.millis());
      }
    }
  }

  @Override
  public List<SampleSeries> read(List<Matcher> matchers, Instant from, Instant to) {
    List<SampleSeries> selected = new ArrayList<>();
    series.forEach(
        (labels, samples) -> {
          if (!matchers.stream().allMatch(matcher -> accepts(matcher, labels))) {
            return;
          }
          NavigableMap<Long, Sampled> found =
              samples.subMap(from.toEpochMilli(), true, to.toEpochMilli(), true);
          if (!found.isEmpty()) {
            selected.add(series(labels, found));
          }
        });
    return selected;
  }

  private SampleSeries series(Labels labels, NavigableMap<Long, Sampled> found) {
    Map<Long, Long> known = starts.getOrDefault(labels, new TreeMap<>());
    Samples.Builder samples = new Samples.Builder(found.size());
    List<Optional<NativeHistogram>> histograms = new ArrayList<>();
    found.forEach(
        (at, sample) -> {
          samples.add(at, sample.value());
          histograms.add(sample.histogram());
        });
    long[] millis =
        found.keySet().stream()
            .mapToLong(at -> known.getOrDefault(at, StartTimestamps.UNKNOWN))
            .toArray();
    return new SampleSeries(
        labels, samples.build(), StartTimestamps.of(millis), Histograms.of(histograms));
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
