package io.kaldrix.monitor.plugin.collector.scrape;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Steps that are taken one after another.
 *
 * @param steps none changes nothing
 */
record RelabelRules(List<RelabelRule> steps) {

  RelabelRules {
    steps = List.copyOf(steps);
  }

  static RelabelRules read(List<Settings> settings) {
    return new RelabelRules(settings.stream().map(RelabelRule::read).toList());
  }

  /** Returns what the steps make of a label set, empty if one of them drops it. */
  Optional<Labels> apply(Labels labels) {
    Optional<Labels> left = Optional.of(labels);
    for (RelabelRule step : steps) {
      left = left.flatMap(step::apply);
    }
    return left;
  }
}
