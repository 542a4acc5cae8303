package io.kaldrix.monitor.core.exposition;

import io.kaldrix.monitor.api.series.MetricType;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The words that the formats have for types. */
final class MetricTypes {

  private static final Map<String, MetricType> OF_TEXT =
      Map.of(
          "counter", MetricType.COUNTER,
          "gauge", MetricType.GAUGE,
          "histogram", MetricType.HISTOGRAM,
          "summary", MetricType.SUMMARY,
          "untyped", MetricType.UNKNOWN);

  /** The buckets of a gauge histogram may fall, so it is none of ours. */
  private static final Map<String, MetricType> OF_OPEN_METRICS =
      Map.of(
          "counter", MetricType.COUNTER,
          "gauge", MetricType.GAUGE,
          "histogram", MetricType.HISTOGRAM,
          "summary", MetricType.SUMMARY,
          "unknown", MetricType.UNKNOWN,
          "info", MetricType.GAUGE,
          "stateset", MetricType.GAUGE,
          "gaugehistogram", MetricType.UNKNOWN);

  private MetricTypes() {}

  /** Returns the type of that word, null if the format has no such word. */
  static @Nullable MetricType of(String word, ExpositionFormat format) {
    return words(format).get(word);
  }

  static String allowed(ExpositionFormat format) {
    return "one of " + String.join(", ", new TreeSet<>(words(format).keySet()));
  }

  private static Map<String, MetricType> words(ExpositionFormat format) {
    return format == ExpositionFormat.OPEN_METRICS ? OF_OPEN_METRICS : OF_TEXT;
  }
}
