package io.kaldrix.monitor.core.exposition;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricType;
import java.util.OptionalLong;

/** Hears what a page says, line by line and in order. */
public interface ExpositionVisitor {

  /**
   * Hears of one sample.
   *
   * @param labels the metric's name among them
   * @param timestampMillis milliseconds since the Unix epoch, empty if the page gives no time
   * @param value any double; a stale marker never is one, as NaN is read as the ordinary NaN
   */
  void sample(Labels labels, OptionalLong timestampMillis, double value);

  /**
   * Hears what the values of a metric mean.
   *
   * @param family the metric's name, in OpenMetrics without {@code _total}
   */
  default void type(String family, MetricType type) {}

  /** Hears the sentence that explains a metric. */
  default void help(String family, String help) {}

  /** Hears the base unit of a metric, empty if it has none; in OpenMetrics only. */
  default void unit(String family, String unit) {}
}
