package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.series.Series;

/**
 * Samples of one series, and when their counting began.
 *
 * @param series labels and samples
 * @param starts when the counting began, for counters that were seen from their beginning
 */
public record StartedSeries(Series series, SeriesStarts starts) {}
