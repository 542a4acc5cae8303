package io.kaldrix.monitor.api.series;

import io.kaldrix.monitor.api.label.Matcher;
import java.time.Instant;
import java.util.List;

/**
 * Reads series. May be shared between threads; reading never blocks writing, and what is returned
 * does not change afterwards.
 */
public interface SeriesReader {

  /**
   * Returns the series that all matchers accept and that have a sample in the window, in ascending
   * order of labels. Stale markers are returned as samples.
   *
   * @param matchers at least one, of which one must not accept the empty value
   * @param from first instant of the window, included
   * @param to last instant of the window, included
   * @throws IllegalArgumentException if there is no such matcher or a regular expression is wrong
   */
  List<Series> select(List<Matcher> matchers, Instant from, Instant to);

  /** Returns what is known of a metric, {@link MetricMetadata#UNKNOWN} if nothing is. */
  MetricMetadata metadata(String metricName);
}
