package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script says of one series at one instant. */
sealed interface Point {

  /** A value, a stale marker among them. */
  record Valued(double value) implements Point {}

  /** Nothing. */
  record Missing() implements Point {}

  /** When counting began, relative to the sample. */
  record Offset(long millis) implements Point {}

  /** A native histogram, and whether it was written what is known of a reset. */
  record Histogram(NativeHistogram value, boolean hinted) implements Point {}

  Pattern REPEATED = Pattern.compile("(.*[^x])x([0-9]+)", Pattern.DOTALL);
  Pattern SERIES = Pattern.compile("([+-]?.*?[^eE+-])([+-])(.+)");

  /** Returns the points of a line, such as {@code 1 2 _ stale 3+5x4}. */
  static List<Point> parse(String text) {
    List<Point> points = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      int from = at;
      int braces = 0;
      while (at < text.length() && (braces > 0 || !Character.isWhitespace(text.charAt(at)))) {
        braces += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
        at++;
      }
      expand(text.substring(from, at), points);
    }
    return points;
  }

  private static void expand(String token, List<Point> points) {
    Matcher repeated = REPEATED.matcher(token);
    boolean repeats = repeated.matches(); // 0x5 is six zeros here, not five
    int more = repeats ? Integer.parseInt(repeated.group(2)) : 0;
    String what = repeats ? repeated.group(1) : token;
    if (what.startsWith("{{")) {
      histograms(what, repeats ? more : 0, points);
    } else if (what.equals("_")) {
      add(points, new Missing(), repeats ? more : 1);
    } else if (what.equals("stale")) {
      add(points, new Valued(StaleMarker.VALUE), repeats ? more : 1);
    } else {
      numbers(what, repeats, more, points);
    }
  }

  private static void histograms(String what, int more, List<Point> points) {
    int end = what.indexOf("}}") + 2;
    Histogram first = HistogramText.parse(what.substring(0, end));
    if (end == what.length()) {
      add(points, first, more + 1);
      return;
    }
    int sign = what.charAt(end) == '-' ? -1 : 1;
    NativeHistogram step = HistogramText.parse(what.substring(end + 1)).value();
    NativeHistogram value = first.value();
    for (int i = 0; i <= more; i++) {
      points.add(new Histogram(value, first.hinted()));
      value = value.plus(step, sign).withHint(first.value().hint());
    }
  }

  private static void numbers(String what, boolean repeats, int more, List<Point> points) {
    Matcher series = SERIES.matcher(what);
    if (!repeats || !series.matches()) {
      add(points, new Valued(number(what)), more + 1);
      return;
    }
    double value = number(series.group(1));
    double step = number(series.group(3)) * (series.group(2).equals("-") ? -1 : 1);
    for (int i = 0; i <= more; i++) {
      points.add(new Valued(value));
      value += step;
    }
  }

  private static void add(List<Point> points, Point point, int times) {
    for (int i = 0; i < times; i++) {
      points.add(point);
    }
  }

  /** Returns a number as Go reads it. */
  static double number(String text) {
    String plain = text.startsWith("+") ? text.substring(1) : text;
    return switch (plain.toLowerCase(java.util.Locale.ROOT)) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default ->
          plain.startsWith("0x")
              ? Long.parseLong(plain.substring(2), 16)
              : Double.parseDouble(plain);
    };
  }
}
