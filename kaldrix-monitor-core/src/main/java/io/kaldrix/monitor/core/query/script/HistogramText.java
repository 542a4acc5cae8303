package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.core.query.histogram.Counts;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads native histograms: {@code {{schema:1 sum:2 count:3 buckets:[1 2]}}}. */
final class HistogramText {

  private static final Pattern FIELD =
      Pattern.compile("([a-z_]+):\\s*(\\[[^\\]]*\\]|[^\\s\\[\\]{}]+)");

  private HistogramText() {}

  private static final Set<String> KEYS =
      Set.of(
          "schema",
          "sum",
          "count",
          "z_bucket",
          "z_bucket_w",
          "buckets",
          "offset",
          "n_buckets",
          "n_offset",
          "counter_reset_hint",
          "custom_values");
  private static final Map<String, ResetHint> HINTS =
      Map.of(
          "unknown", ResetHint.UNKNOWN,
          "reset", ResetHint.RESET,
          "not_reset", ResetHint.NOT_RESET,
          "gauge", ResetHint.GAUGE);

  static Point.Histogram parse(String text) {
    Map<String, String> fields = fields(text);
    ResetHint hint = HINTS.get(fields.getOrDefault("counter_reset_hint", "unknown"));
    if (hint == null) {
      throw new IllegalArgumentException(
          "counter_reset_hint is '"
              + fields.get("counter_reset_hint")
              + "', must be one of "
              + new TreeSet<>(HINTS.keySet()));
    }
    NativeHistogram histogram =
        new NativeHistogram(
            (int) number(fields, "schema"),
            hint,
            number(fields, "count"),
            number(fields, "sum"),
            number(fields, "z_bucket_w"),
            number(fields, "z_bucket"),
            Counts.of((int) number(fields, "offset"), numbers(fields, "buckets")),
            Counts.of((int) number(fields, "n_offset"), numbers(fields, "n_buckets")),
            boxed(numbers(fields, "custom_values")));
    return new Point.Histogram(histogram, fields.containsKey("counter_reset_hint"));
  }

  private static Map<String, String> fields(String text) {
    if (!text.startsWith("{{") || !text.endsWith("}}")) {
      throw new IllegalArgumentException("histogram '" + text + "' must stand in {{ and }}");
    }
    String inside = text.substring(2, text.length() - 2);
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(inside);
    int end = 0;
    while (field.find() && inside.substring(end, field.start()).isBlank()) {
      if (!KEYS.contains(field.group(1))) {
        throw new IllegalArgumentException(
            "'" + field.group(1) + "' is no part of a histogram, those are " + new TreeSet<>(KEYS));
      }
      fields.put(field.group(1), field.group(2));
      end = field.end();
    }
    if (!inside.substring(end).isBlank()) {
      throw new IllegalArgumentException(
          "'" + inside.substring(end).strip() + "' is no part of a histogram");
    }
    return fields;
  }

  private static double number(Map<String, String> fields, String name) {
    return Point.number(fields.getOrDefault(name, "0"));
  }

  private static double[] numbers(Map<String, String> fields, String name) {
    String list = fields.getOrDefault(name, "[]").replaceAll("[\\[\\]]", "").strip();
    return list.isEmpty()
        ? new double[0]
        : Arrays.stream(list.split("\\s+", -1)).mapToDouble(Point::number).toArray();
  }

  private static List<Double> boxed(double[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
