package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The series of one target, so that each is ended once its page no longer has it. For one thread.
 */
final class TargetSeries {

  private final SeriesAppender appender;
  private final Map<Labels, Kept> series = new HashMap<>();
  private final Map<String, MetricMetadata> described = new HashMap<>();
  private long round;

  /** A series, and the page that had it last. */
  private static final class Kept {
    private final SeriesHandle handle;
    private long round;
    private OptionalLong pageTime = OptionalLong.empty();

    Kept(SeriesHandle handle) {
      this.handle = handle;
    }
  }

  TargetSeries(SeriesAppender appender) {
    this.appender = appender;
  }

  /**
   * Writes a page down.
   *
   * @return how many of its series were not in the page before
   */
  int write(long tickMillis, ScrapedPage page) {
    round++;
    int added = 0;
    for (Map.Entry<Labels, ScrapedPage.Value> sample : page.samples().entrySet()) {
      Kept kept = series.get(sample.getKey());
      if (kept == null) {
        kept = new Kept(appender.open(sample.getKey()));
        series.put(sample.getKey(), kept);
        added++;
      }
      write(kept, tickMillis, sample.getValue());
    }
    endAllBut(round, tickMillis);
    page.metadata().forEach(this::describe);
    return added;
  }

  /** A sample whose time on the page has not moved is the one that was written before. */
  private void write(Kept kept, long tickMillis, ScrapedPage.Value sample) {
    boolean known =
        sample.timestampMillis().isPresent() && sample.timestampMillis().equals(kept.pageTime);
    if (!known) {
      kept.handle.append(tickMillis, sample.value());
    }
    kept.pageTime = sample.timestampMillis();
    kept.round = round;
  }

  /** Ends all series, as the target has shown no page. */
  void end(long tickMillis) {
    round++;
    endAllBut(round, tickMillis);
  }

  private void endAllBut(long kept, long tickMillis) {
    Iterator<Kept> all = series.values().iterator();
    while (all.hasNext()) {
      Kept each = all.next();
      if (each.round != kept) {
        each.handle.append(tickMillis, StaleMarker.VALUE);
        all.remove();
      }
    }
  }

  private void describe(String name, MetricMetadata metadata) {
    if (!metadata.equals(described.put(name, metadata))) {
      appender.describe(name, metadata);
    }
  }
}
