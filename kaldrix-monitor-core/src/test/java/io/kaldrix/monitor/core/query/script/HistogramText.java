package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.core.query.histogram.Counts;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import io.kaldrix.monitor.core.query.histogram.ResetHint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads native histograms: {@code {{schema:1 sum:2 count:3 buckets:[1 2]}}}. */
final class HistogramText {

  private static final Pattern FIELD =
      Pattern.compile("([a-z_]+):\\s*(\\[[^\\]]*\\]|[^\\s\\[\\]{}]+)");

  private HistogramText() {}

  static Point.Histogram parse(String text) {
    Map<String, String> fields = new HashMap<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      fields.put(field.group(1), field.group(2));
    }
    String hint = fields.getOrDefault("counter_reset_hint", "unknown");
    NativeHistogram histogram =
        new NativeHistogram(
            (int) number(fields, "schema"),
            ResetHint.valueOf(hint.toUpperCase(Locale.ROOT)),
            number(fields, "count"),
            number(fields, "sum"),
            number(fields, "z_bucket_w"),
            number(fields, "z_bucket"),
            Counts.of((int) number(fields, "offset"), numbers(fields, "buckets")),
            Counts.of((int) number(fields, "n_offset"), numbers(fields, "n_buckets")),
            boxed(numbers(fields, "custom_values")));
    return new Point.Histogram(histogram, fields.containsKey("counter_reset_hint"));
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
