package io.kaldrix.monitor.plugin.cli;

import io.kaldrix.monitor.core.history.History;
import io.kaldrix.monitor.core.history.HistoryFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** The options that say which series were recorded. */
final class Recorded {

  private static final Map<String, HistoryFormat> FORMATS =
      new TreeMap<>(
          Map.of(
              "openmetrics", HistoryFormat.OPEN_METRICS,
              "prometheus", HistoryFormat.PROMETHEUS_TEXT,
              "csv", HistoryFormat.CSV,
              "script", HistoryFormat.SCRIPT));

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description =
          "Recorded series; may be given several times: OpenMetrics or Prometheus text with times, CSV"
              + " (timestamp,series,value, or timestamp and a column for each series), or the load"
              + " blocks of a promqltest script.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--data-format",
      paramLabel = "FORMAT",
      defaultValue = "auto",
      description = "auto, openmetrics, prometheus, csv or script; auto unless given.")
  private String format = "auto";

  Recorded() {}

  /**
   * Reads the files.
   *
   * @throws IOException if one cannot be read
   * @throws IllegalArgumentException if one is wrong or holds nothing
   */
  History read() throws IOException {
    String name = format.toLowerCase(Locale.ROOT);
    HistoryFormat known = FORMATS.get(name);
    if (known == null && !name.equals("auto")) {
      throw new IllegalArgumentException(
          "--data-format is '" + format + "', must be auto or one of " + FORMATS.keySet());
    }
    History history = known == null ? History.read(files) : History.read(files, known);
    if (history.first().isEmpty()) {
      throw new IllegalArgumentException("there is no sample in " + files);
    }
    return history;
  }
}
