package io.kaldrix.monitor.api.series;

import io.kaldrix.monitor.api.label.Matcher;
import java.time.Instant;
import java.util.List;

/**
 * Reads what is left of samples that are long gone: coarse aggregates, for weeks. May be shared
 * between threads; reading never blocks writing, and what is returned does not change afterwards.
 */
public interface TierReader {

  /**
   * Returns the series that all matchers accept and that have an aggregate in the window, in
   * ascending order of labels. The latest aggregate may tell of a stretch that is not over yet.
   *
   * @param matchers at least one, of which one must not accept the empty value
   * @param from first instant of the window; the stretch that it lies in is the first
   * @param to last instant of the window; the stretch that it lies in is the last
   * @throws IllegalArgumentException if there is no such matcher or a regular expression is wrong
   */
  List<AggregatedSeries> select(List<Matcher> matchers, Instant from, Instant to, Tier tier);
}
