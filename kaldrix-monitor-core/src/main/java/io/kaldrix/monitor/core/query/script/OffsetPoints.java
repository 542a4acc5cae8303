package io.kaldrix.monitor.core.query.script;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when counting began, relative to each sample: {@code _ -30s -1m-1mx2 _x3}. */
final class OffsetPoints {

  private static final String DURATION = "(?:0|(?:[0-9]+(?:ms|[smhd]))+)";
  private static final Pattern SERIES =
      Pattern.compile("([+-]?" + DURATION + ")(?:([+-]" + DURATION + ")?x([0-9]+))?");
  private static final Pattern MISSING = Pattern.compile("_(?:x([0-9]+))?");

  private OffsetPoints() {}

  static List<Point> parse(String text) {
    List<Point> points = new ArrayList<>();
    for (String token : text.strip().split("\\s+", -1)) {
      Matcher missing = MISSING.matcher(token);
      Matcher series = SERIES.matcher(token);
      if (missing.matches()) {
        int times = missing.group(1) == null ? 1 : Integer.parseInt(missing.group(1));
        for (int i = 0; i < times; i++) {
          points.add(new Point.Missing());
        }
      } else if (series.matches()) {
        long offset = millis(series.group(1));
        long step = series.group(2) == null ? 0 : millis(series.group(2));
        int more = series.group(3) == null ? 0 : Integer.parseInt(series.group(3));
        for (int i = 0; i <= more; i++) {
          points.add(new Point.Offset(offset));
          offset += step;
        }
      } else {
        throw new IllegalArgumentException("start timestamp '" + token + "'");
      }
    }
    return points;
  }

  private static long millis(String text) {
    boolean negative = text.startsWith("-");
    String length = negative || text.startsWith("+") ? text.substring(1) : text;
    return (negative ? -1 : 1) * LoadBlock.millis(length);
  }
}
