package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.query.histogram.NativeHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a script says of one series at one instant. */
public sealed interface Point {

  /** The most points that one line may say, so that a short one cannot fill the memory. */
  int MOST = 2_000_000;

  /** A value, a stale marker among them. */
  record Valued(double value) implements Point {}

  /** Nothing. */
  record Missing() implements Point {}

  /** When counting began, relative to the sample, in milliseconds. */
  record Offset(long millis) implements Point {}

  /** A native histogram, and whether it was written what is known of a reset. */
  record Histogram(NativeHistogram value, boolean hinted) implements Point {}

  /**
   * Returns the points of a line, such as {@code 1 2 _ stale 3+5x4}.
   *
   * @throws IllegalArgumentException if a point is wrong or there are too many
   */
  static List<Point> parse(String text) {
    return new PointParser(text).points();
  }

  /**
   * Returns a number as Go reads it: decimal, hexadecimal, {@code Inf}, {@code NaN}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static double number(String text) {
    String plain = text.startsWith("+") ? text.substring(1) : text;
    return switch (plain.toLowerCase(Locale.ROOT)) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> {
        boolean hexadecimal = PointParser.HEXADECIMAL.matcher(plain).matches();
        if (!hexadecimal && !PointParser.DECIMAL.matcher(plain).matches()) {
          throw new IllegalArgumentException("'" + text + "' is no number");
        }
        yield hexadecimal ? Long.parseLong(plain.substring(2), 16) : Double.parseDouble(plain);
      }
    };
  }

  /** Reads the points of one line. For one thread. */
  final class PointParser {

    private static final Pattern DECIMAL =
        Pattern.compile("-?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,15}");
    private static final Pattern REPEATED = Pattern.compile("(.*[^x])x([0-9]+)", Pattern.DOTALL);
    private static final Pattern SERIES = Pattern.compile("([+-]?.*?[^eE+-])([+-])(.+)");
    private static final String ALLOWED =
        ", allowed are points such as 1, 2.5, _, stale, 1x3, 1+2x3, 10-1x5, _x4 and"
            + " {{schema:1 count:2}}";

    private final String text;
    private final List<Point> points = new ArrayList<>();

    private PointParser(String text) {
      this.text = text;
    }

    private List<Point> points() {
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
        String token = text.substring(from, at);
        try {
          expand(token);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
          throw new IllegalArgumentException(
              "point '" + token + "' is wrong: " + e.getMessage() + ALLOWED, e);
        }
      }
      return points;
    }

    private void expand(String token) {
      Matcher repeated = REPEATED.matcher(token);
      boolean repeats = repeated.matches(); // 0x5 is six zeros here, not five
      int more = repeats ? count(repeated.group(2)) : 0;
      String what = repeats ? repeated.group(1) : token;
      if (what.startsWith("{{")) {
        histograms(what, more);
      } else if (what.equals("_")) {
        add(new Missing(), repeats ? more : 1);
      } else if (what.equals("stale")) {
        add(new Valued(StaleMarker.VALUE), repeats ? more : 1);
      } else {
        numbers(what, repeats, more);
      }
    }

    private static int count(String digits) {
      if (digits.length() > 7 || Integer.parseInt(digits) > MOST) {
        throw new IllegalArgumentException("it repeats more often than " + MOST + " times");
      }
      return Integer.parseInt(digits);
    }

    private void histograms(String what, int more) {
      int end = what.indexOf("}}") + 2;
      Histogram first = HistogramText.parse(what.substring(0, end));
      if (end == what.length()) {
        add(first, more + 1);
        return;
      }
      char sign = what.charAt(end);
      if (sign != '-' && sign != '+') {
        throw new IllegalArgumentException("'" + sign + "' follows a histogram");
      }
      NativeHistogram step = HistogramText.parse(what.substring(end + 1)).value();
      NativeHistogram value = first.value();
      for (int i = 0; i <= more; i++) {
        add(new Histogram(value, first.hinted()), 1);
        value = value.plus(step, sign == '-' ? -1 : 1).withHint(first.value().hint());
      }
    }

    private void numbers(String what, boolean repeats, int more) {
      Matcher series = SERIES.matcher(what);
      if (!repeats || !series.matches()) {
        add(new Valued(number(what)), more + 1);
        return;
      }
      double value = number(series.group(1));
      double step = number(series.group(3)) * (series.group(2).equals("-") ? -1 : 1);
      for (int i = 0; i <= more; i++) {
        add(new Valued(value), 1);
        value += step;
      }
    }

    private void add(Point point, int times) {
      if (points.size() + times > MOST) {
        throw new IllegalArgumentException("there are more than " + MOST + " points");
      }
      for (int i = 0; i < times; i++) {
        points.add(point);
      }
    }
  }
}
