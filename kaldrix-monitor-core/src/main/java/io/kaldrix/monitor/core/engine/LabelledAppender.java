package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;

/**
 * Gives every series the labels of the process that it does not have already. Thread-safe if {@code
 * appender} is.
 *
 * @param appender where series go
 * @param processLabels what they are given
 */
public record LabelledAppender(SeriesAppender appender, Labels processLabels)
    implements SeriesAppender {

  @Override
  public SeriesHandle open(Labels labels) {
    return appender.open(processLabels.with(labels));
  }

  @Override
  public void describe(String metricName, MetricMetadata metadata) {
    appender.describe(metricName, metadata);
  }
}
