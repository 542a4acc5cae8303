package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.util.LinkedHashSet;
import java.util.Set;

/** The series that a recording rule keeps up, so that they end with it. For one thread. */
final class RecordedSeries implements SeriesAppender {

  private final SeriesAppender appender;
  private final Set<Kept> open = new LinkedHashSet<>();

  RecordedSeries(SeriesAppender appender) {
    this.appender = appender;
  }

  @Override
  public SeriesHandle open(Labels labels) {
    return new Kept(appender.open(labels));
  }

  @Override
  public void describe(String metricName, MetricMetadata metadata) {
    appender.describe(metricName, metadata);
  }

  /** Ends all that has not ended. */
  void end(long millis) {
    open.forEach(kept -> kept.series.append(millis, StaleMarker.VALUE));
    open.clear();
  }

  private final class Kept implements SeriesHandle {
    private final SeriesHandle series;
    private boolean isOpen;

    Kept(SeriesHandle series) {
      this.series = series;
    }

    @Override
    public Labels labels() {
      return series.labels();
    }

    @Override
    public boolean append(long timestampMillis, double value) {
      boolean ends = StaleMarker.is(value);
      if (ends == isOpen) {
        isOpen = !ends;
        if (ends) {
          open.remove(this);
        } else {
          open.add(this);
        }
      }
      return series.append(timestampMillis, value);
    }
  }
}
