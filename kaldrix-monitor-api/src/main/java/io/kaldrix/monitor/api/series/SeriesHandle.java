package io.kaldrix.monitor.api.series;

import io.kaldrix.monitor.api.label.Labels;

/** The right to append to one series. For one thread at a time. */
public interface SeriesHandle {

  /** Returns the labels of the series. */
  Labels labels();

  /**
   * Appends a sample. Samples of one tick carry that tick's time; a sample at a time that the
   * series already has is dropped, one older than the newest tick may be.
   *
   * @param timestampMillis milliseconds since the Unix epoch
   * @param value any double; {@link StaleMarker#VALUE} ends the series
   * @return whether the sample was stored
   */
  boolean append(long timestampMillis, double value);
}
