package io.kaldrix.monitor.core.history;

import io.kaldrix.monitor.core.exposition.ExpositionFormat;
import io.kaldrix.monitor.core.exposition.ExpositionReader;
import io.kaldrix.monitor.core.query.script.LoadBlock;
import io.kaldrix.monitor.core.recorded.RecordedSeries;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads one file into series. */
final class HistoryReader {

  private HistoryReader() {}

  static void read(Path file, HistoryFormat format, RecordedSeries.Builder series)
      throws IOException {
    try {
      switch (format) {
        case OPEN_METRICS -> exposition(file, ExpositionFormat.OPEN_METRICS, series);
        case PROMETHEUS_TEXT -> exposition(file, ExpositionFormat.PROMETHEUS_TEXT, series);
        case CSV -> csv(file, series);
        case SCRIPT -> LoadBlock.parseAll(Files.readString(file)).forEach(series::add);
      }
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(file.toString(), null, "there is no such file");
    } catch (MalformedInputException e) {
      throw new IllegalArgumentException(file + ": is not UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static void csv(Path file, RecordedSeries.Builder series) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      new CsvSeries(lines, series).read();
    }
  }

  private static void exposition(Path file, ExpositionFormat format, RecordedSeries.Builder series)
      throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      ExpositionReader.read(
          in,
          format,
          (labels, timestampMillis, value) ->
              series.add(
                  labels,
                  timestampMillis.orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "a sample of " + labels + " has no time, each must have one")),
                  value));
    }
  }
}
