package io.kaldrix.monitor.core.exposition;

import java.util.Locale;

/** The formats that a page may have. */
public enum ExpositionFormat {
  /** The Prometheus text format 0.0.4: times in milliseconds, the page ends where it ends. */
  PROMETHEUS_TEXT,
  /** OpenMetrics 1.0 as text: times in seconds, exemplars, the page ends with {@code # EOF}. */
  OPEN_METRICS;

  /**
   * What a scraper says that it reads. OpenMetrics comes first, as its times and units say more.
   */
  public static final String ACCEPT =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
          + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  /**
   * Returns the format of a page by its {@code Content-Type}: OpenMetrics if that says so, else the
   * Prometheus text format, which much is served as without a word.
   */
  public static ExpositionFormat of(String contentType) {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return type.matches("application/openmetrics-text\\s*(;.*)?") ? OPEN_METRICS : PROMETHEUS_TEXT;
  }
}
