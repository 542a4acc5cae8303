package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.SeriesAppender;

/** The names of the series that tell of the scrapes themselves, the same as in Prometheus. */
final class ScrapeSeries {

  static final String UP = "up";
  static final String DURATION = "scrape_duration_seconds";
  static final String SCRAPED = "scrape_samples_scraped";
  static final String RELABELLED = "scrape_samples_post_metric_relabeling";
  static final String ADDED = "scrape_series_added";

  private ScrapeSeries() {}

  static void describe(SeriesAppender appender) {
    describe(appender, UP, "", "1 if the target showed its page, 0 if not.");
    describe(appender, DURATION, "seconds", "Time the scrape took.");
    describe(appender, SCRAPED, "", "Samples that the page had.");
    describe(appender, RELABELLED, "", "Samples left after metric relabelling.");
    describe(appender, ADDED, "", "Series that the page before did not have.");
  }

  private static void describe(SeriesAppender appender, String name, String unit, String help) {
    appender.describe(name, new MetricMetadata(MetricType.GAUGE, unit, help));
  }
}
