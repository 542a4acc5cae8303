package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes what an expression says as lines of columns. */
final class ResultTable {

  private ResultTable() {}

  static String of(QueryValue value) {
    if (value instanceof QueryValue.Text text) {
      return text.value() + "\n";
    }
    if (value instanceof QueryValue.Scalar scalar) {
      return number(scalar.value()) + "\n";
    }
    List<List<String>> rows = new ArrayList<>();
    if (value instanceof QueryValue.InstantVector vector) {
      rows.add(List.of("SERIES", "VALUE"));
      for (VectorSample sample : vector.samples()) {
        rows.add(List.of(shown(sample.labels()), number(sample.value())));
      }
    } else {
      rows.add(List.of("SERIES", "TIME", "VALUE"));
      for (Series series : ((QueryValue.RangeVector) value).series()) {
        for (int i = 0; i < series.samples().size(); i++) {
          rows.add(
              List.of(
                  i == 0 ? shown(series.labels()) : "",
                  Instant.ofEpochMilli(series.samples().timestampMillis(i)).toString(),
                  number(series.samples().value(i))));
        }
      }
    }
    return rows.size() == 1 ? "no series\n" : lines(rows);
  }

  private static String shown(Labels labels) {
    return labels.isEmpty() ? "{}" : labels.toString();
  }

  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static String lines(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
