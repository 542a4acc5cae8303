package io.kaldrix.monitor.core.history;

import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.core.query.PromQlEngine;
import io.kaldrix.monitor.core.query.QueryLimits;
import io.kaldrix.monitor.core.recorded.Dialects;
import io.kaldrix.monitor.core.recorded.RecordedSeries;
import io.kaldrix.monitor.core.rule.file.PromQl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Series of the past, all in memory. Immutable; may be shared between threads. */
public final class History {

  private final RecordedSeries series;

  private History(RecordedSeries series) {
    this.series = series;
  }

  /**
   * Returns what files hold, each in the format that it seems to have.
   *
   * @throws IOException if one cannot be read
   * @throws IllegalArgumentException if something in one is wrong, with the file and line
   */
  public static History read(List<Path> files) throws IOException {
    RecordedSeries.Builder series = new RecordedSeries.Builder();
    for (Path file : files) {
      HistoryReader.read(file, HistoryFormat.of(file), series);
    }
    return new History(series.build());
  }

  /**
   * Returns what files of one format hold.
   *
   * @throws IOException if one cannot be read
   * @throws IllegalArgumentException if something in one is wrong, with the file and line
   */
  public static History read(List<Path> files, HistoryFormat format) throws IOException {
    RecordedSeries.Builder series = new RecordedSeries.Builder();
    for (Path file : files) {
      HistoryReader.read(file, format, series);
    }
    return new History(series.build());
  }

  /** Returns the series. */
  public SeriesReader series() {
    return series;
  }

  /** Returns what answers PromQL over the series. */
  public QueryEngine queries(PromQl dialect) {
    return new PromQlEngine(series, QueryLimits.DEFAULT, Dialects.of(dialect), System::nanoTime);
  }

  /** Returns when the first sample is, empty without one. */
  public Optional<Instant> first() {
    return instant(series.firstMillis());
  }

  /** Returns when the last sample is, empty without one. */
  public Optional<Instant> last() {
    return instant(series.lastMillis());
  }

  private static Optional<Instant> instant(OptionalLong millis) {
    return millis.isPresent()
        ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
        : Optional.empty();
  }

  /** Returns how many series there are. */
  public int seriesCount() {
    return series.all().size();
  }

  /** Returns how many samples there are. */
  public long sampleCount() {
    return series.all().stream().mapToLong(one -> one.samples().size()).sum();
  }
}
