package io.kaldrix.monitor.core.query.eval;

import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.SeriesReader;
import java.time.Instant;
import java.util.List;

/**
 * Reads series with all that may be known of a sample, which is more than a {@link SeriesReader}
 * tells. May be shared between threads.
 */
public interface SampleReader {

  /**
   * Returns the series that all matchers accept and that have a sample in the window, in ascending
   * order of labels. Stale markers are returned as samples.
   *
   * @param matchers at least one, of which one must not accept the empty value
   * @param from first instant of the window, included
   * @param to last instant of the window, included
   */
  List<SampleSeries> read(List<Matcher> matchers, Instant from, Instant to);

  /** Returns a reader of series of whose samples no more is known than time and value. */
  static SampleReader of(SeriesReader reader) {
    return (matchers, from, to) ->
        reader.select(matchers, from, to).stream()
            .map(
                series ->
                    new SampleSeries(
                        series.labels(), series.samples(), StartTimestamps.NONE, Histograms.NONE))
            .toList();
  }
}
