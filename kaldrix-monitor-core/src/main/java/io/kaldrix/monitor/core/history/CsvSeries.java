package io.kaldrix.monitor.core.history;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.query.script.Point;
import io.kaldrix.monitor.core.query.script.SeriesLine;
import io.kaldrix.monitor.core.recorded.RecordedSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads comma-separated values, as {@link HistoryFormat#CSV} says. For one thread. */
final class CsvSeries {

  private static final List<String> LONG_HEADER = List.of("timestamp", "series", "value");

  private final BufferedReader lines;
  private final RecordedSeries.Builder series;
  private final Map<String, Labels> known = new HashMap<>();
  private int number;

  CsvSeries(BufferedReader lines, RecordedSeries.Builder series) {
    this.lines = lines;
    this.series = series;
  }

  void read() throws IOException {
    String head = lines.readLine();
    number++;
    List<String> header = head == null ? List.of() : cells(head.replace("\uFEFF", ""));
    if (header.size() < 2 || !header.get(0).equals("timestamp")) {
      throw wrong(
          "the header is '"
              + (head == null ? "" : head)
              + "', must be timestamp,series,value or timestamp and a column for each series");
    }
    boolean tall = header.equals(LONG_HEADER);
    List<Labels> columns = new ArrayList<>();
    for (int i = 1; i < header.size() && !tall; i++) {
      columns.add(labels(header.get(i)));
    }
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (!line.isBlank()) {
        row(cells(line), tall, columns);
      }
    }
  }

  private void row(List<String> cells, boolean tall, List<Labels> columns) {
    int wanted = tall ? LONG_HEADER.size() : columns.size() + 1;
    if (cells.size() != wanted) {
      throw wrong("there are " + cells.size() + " cells, must be " + wanted + " as in the header");
    }
    long at;
    try {
      at = InstantText.parse(cells.get(0)).toEpochMilli();
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    if (tall) {
      add(labels(cells.get(1)), at, cells.get(2));
    } else {
      for (int i = 0; i < columns.size(); i++) {
        add(columns.get(i), at, cells.get(i + 1));
      }
    }
  }

  private void add(Labels labels, long at, String value) {
    if (value.isEmpty()) {
      return;
    }
    try {
      series.add(labels, at, Point.number(value));
    } catch (IllegalArgumentException e) {
      throw wrong("value " + e.getMessage());
    }
  }

  private Labels labels(String text) {
    Labels labels = known.get(text);
    if (labels == null) {
      try {
        labels = SeriesLine.labels(text);
      } catch (IllegalArgumentException e) {
        throw wrong(String.valueOf(e.getMessage()));
      }
      known.put(text, labels);
    }
    return labels;
  }

  /** Returns the cells of a line; one in quotes may hold commas, and quotes written twice. */
  private List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"' && (quoted || cell.isEmpty())) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    if (quoted) {
      throw wrong("a quote is not closed");
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  private IllegalArgumentException wrong(String problem) {
    return new IllegalArgumentException("line " + number + ": " + problem);
  }
}
