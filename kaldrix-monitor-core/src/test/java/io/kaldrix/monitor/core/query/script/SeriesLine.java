package io.kaldrix.monitor.core.query.script;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
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
record SeriesLine(Labels labels, boolean startTimestamps, List<Point> points) {

  static SeriesLine parse(String line) {
    int end = endOfSeries(line);
    String series = line.substring(0, end);
    boolean startTimestamps = series.endsWith("@st");
    Labels labels = labels(startTimestamps ? series.substring(0, end - 3) : series);
    return startTimestamps
        ? new SeriesLine(labels, true, OffsetPoints.parse(line.substring(end)))
        : new SeriesLine(labels, false, Point.parse(line.substring(end)));
  }

  private static Labels labels(String series) {
    if (series.equals("{}")) {
      return Labels.EMPTY;
    }
    Labels.Builder labels = Labels.builder();
    VectorSelector selector = (VectorSelector) Parser.parse(series, Map.of(), 2);
    for (Matcher matcher : selector.matchers()) {
      labels.set(matcher.name(), matcher.value());
    }
    return labels.build();
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
