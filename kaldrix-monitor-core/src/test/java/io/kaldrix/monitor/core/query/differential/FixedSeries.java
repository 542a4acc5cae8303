package io.kaldrix.monitor.core.query.differential;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** Series that do not change. */
final class FixedSeries implements SeriesReader {

  private final List<Series> series;

  FixedSeries(List<Series> series) {
    this.series = series.stream().sorted(Comparator.comparing(Series::labels)).toList();
  }

  /**
   * Returns the same series with each value off by a random share of up to {@code share}, as
   * rounding would have it.
   */
  FixedSeries withNoise(double share, Random random) {
    List<Series> noisy = new ArrayList<>();
    for (Series each : series) {
      Samples.Builder samples = new Samples.Builder(each.samples().size());
      for (int i = 0; i < each.samples().size(); i++) {
        double value = each.samples().value(i);
        boolean keep = Double.isNaN(value);
        double noise = (random.nextDouble() * 2 - 1) * share;
        samples.add(each.samples().timestampMillis(i), keep ? value : value * (1 + noise));
      }
      noisy.add(new Series(each.labels(), samples.build()));
    }
    return new FixedSeries(noisy);
  }

  @Override
  public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
    List<Predicate<Labels>> conditions = new ArrayList<>();
    matchers.forEach(matcher -> conditions.add(condition(matcher)));
    List<Series> selected = new ArrayList<>();
    for (Series each : series) {
      if (conditions.stream().allMatch(condition -> condition.test(each.labels()))) {
        Samples.Builder window = new Samples.Builder(16);
        for (int i = 0; i < each.samples().size(); i++) {
          long at = each.samples().timestampMillis(i);
          if (at >= from.toEpochMilli() && at <= to.toEpochMilli()) {
            window.add(at, each.samples().value(i));
          }
        }
        Samples found = window.build();
        if (!found.isEmpty()) {
          selected.add(new Series(each.labels(), found));
        }
      }
    }
    return selected;
  }

  private static Predicate<Labels> condition(Matcher matcher) {
    String name = matcher.name();
    String value = matcher.value();
    return switch (matcher.operator()) {
      case EQUAL -> labels -> labels.value(name).equals(value);
      case NOT_EQUAL -> labels -> !labels.value(name).equals(value);
      case MATCHES -> {
        AnchoredPattern pattern = AnchoredPattern.compile(value);
        yield labels -> pattern.matches(labels.value(name));
      }
      case NOT_MATCHES -> {
        AnchoredPattern pattern = AnchoredPattern.compile(value);
        yield labels -> !pattern.matches(labels.value(name));
      }
    };
  }

  @Override
  public MetricMetadata metadata(String metricName) {
    return MetricMetadata.UNKNOWN;
  }
}
