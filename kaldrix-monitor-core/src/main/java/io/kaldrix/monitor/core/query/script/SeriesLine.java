package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.ast.TimeShift;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import io.kaldrix.monitor.core.query.parse.Parser;
import java.util.List;
import java.util.Map;

/**
 * One line of a script that names a series and its points.
 *
 * @param labels what identifies the series
 * @param startTimestamps whether the points are when counting began instead of what was counted
 * @param points one for each step
 */
public record SeriesLine(Labels labels, boolean startTimestamps, List<Point> points) {

  /** Creates a line. */
  public SeriesLine {
    points = List.copyOf(points);
  }

  /**
   * Returns what a line says, such as {@code http_requests_total{job="api"} 1 2 _ 4+1x10}.
   *
   * @throws IllegalArgumentException if the series or a point is wrong
   */
  public static SeriesLine parse(String line) {
    int end = endOfSeries(line);
    String series = line.substring(0, end);
    boolean startTimestamps = series.endsWith("@st");
    Labels labels = labels(startTimestamps ? series.substring(0, end - 3) : series);
    return startTimestamps
        ? new SeriesLine(labels, true, OffsetPoints.parse(line.substring(end)))
        : new SeriesLine(labels, false, Point.parse(line.substring(end)));
  }

  /**
   * Returns the labels of a series written as in PromQL, such as {@code up{job="api"}}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Labels labels(String series) {
    String text = series.strip();
    if (text.equals("{}")) {
      return Labels.EMPTY;
    }
    Labels.Builder labels = Labels.builder();
    for (Matcher matcher : selector(text).matchers()) {
      if (matcher.operator() != Matcher.Operator.EQUAL) {
        throw new IllegalArgumentException(
            "series '" + text + "' has a label without '=', which says no value");
      }
      labels.set(matcher.name(), matcher.value());
    }
    return labels.build();
  }

  private static VectorSelector selector(String text) {
    try {
      if (Parser.parse(text, Map.of(), 2) instanceof VectorSelector selector
          && selector.shift().equals(TimeShift.NONE)) {
        return selector;
      }
    } catch (QueryException e) {
      throw new IllegalArgumentException("series is wrong: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no series, must be written as in up{job=\"api\"}");
  }

  private static int endOfSeries(String line) {
    char quote = 0;
    boolean braces = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        i += c == '\\' && quote != '`' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'' || c == '`') {
        quote = c;
      } else if (c == '{' || c == '}') {
        braces = c == '{';
      } else if (Character.isWhitespace(c) && !braces) {
        return i;
      }
    }
    return line.length();
  }
}
