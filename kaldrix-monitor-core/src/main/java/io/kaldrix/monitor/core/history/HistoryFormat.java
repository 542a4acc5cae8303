package io.kaldrix.monitor.core.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How recorded series are written down. */
public enum HistoryFormat {
  /** OpenMetrics 1.0 as text, each sample with its time; the file ends with {@code # EOF}. */
  OPEN_METRICS,

  /** The Prometheus text format 0.0.4, each sample with its time in milliseconds. */
  PROMETHEUS_TEXT,

  /**
   * Comma-separated values with a header: {@code timestamp,series,value}, or {@code timestamp} and
   * a column for each series. A series is written as in PromQL. A time is seconds since 1970, whole
   * milliseconds since 1970 if it has 12 digits or more, or as in {@code 2026-01-31T12:00:00Z}; one
   * without a zone is UTC. An empty cell is no sample.
   */
  CSV,

  /** The {@code load} blocks of a promqltest script, whose times begin at 1970. */
  SCRIPT;

  private static final int LOOK_BYTES = 4_096;

  /**
   * Returns the format that a file has, by its name if that tells and by how it begins and ends
   * otherwise.
   *
   * @throws IOException if the file cannot be read
   */
  public static HistoryFormat of(Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      return CSV;
    }
    if (name.endsWith(".test")) {
      return SCRIPT;
    }
    String begin = beginning(file).strip().toLowerCase(Locale.ROOT);
    if (begin.startsWith("timestamp,")) {
      return CSV;
    }
    if (begin.startsWith("load ") || begin.startsWith("load_with_nhcb ")) {
      return SCRIPT;
    }
    return endsAsOpenMetrics(file) ? OPEN_METRICS : PROMETHEUS_TEXT;
  }

  private static String beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LOOK_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static boolean endsAsOpenMetrics(Path file) throws IOException {
    long size = Files.size(file);
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.max(0, size - 64));
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().endsWith("# EOF");
    }
  }
}
