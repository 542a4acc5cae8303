package io.kaldrix.monitor.core.meter;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the Prometheus text format 0.0.4 into {@code name{labels}} and values. */
final class PrometheusText {

  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([^=,{]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private PrometheusText() {}

  static Map<String, Double> parse(String text) {
    Map<String, Double> samples = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .forEach(
            line -> {
              Matcher parts = LINE.matcher(line);
              if (!parts.matches()) {
                throw new IllegalArgumentException("no sample: " + line);
              }
              samples.put(parts.group(1) + labels(parts.group(2)), number(parts.group(3)));
            });
    return samples;
  }

  private static String labels(String braces) {
    Map<String, String> labels = new TreeMap<>();
    if (braces != null) {
      Matcher label = LABEL.matcher(braces);
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return labels.toString();
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
