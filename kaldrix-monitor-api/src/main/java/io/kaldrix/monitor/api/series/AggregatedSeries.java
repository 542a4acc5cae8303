package io.kaldrix.monitor.api.series;

import io.kaldrix.monitor.api.label.Labels;
import java.util.List;

/**
 * Aggregates that share one label set.
 *
 * @param labels what identifies the series
 * @param aggregates in ascending order of time; a stretch without a sample has none
 */
public record AggregatedSeries(Labels labels, List<Aggregate> aggregates) {

  /** Creates a series. */
  public AggregatedSeries {
    aggregates = List.copyOf(aggregates);
  }
}
