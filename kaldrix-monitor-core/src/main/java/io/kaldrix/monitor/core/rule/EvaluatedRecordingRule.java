package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A recording rule and the series it has recorded; one that it no longer returns is ended. */
final class EvaluatedRecordingRule implements EvaluatedRule {

  private final RecordingRule rule;
  private final RuleQuery query;
  private final SeriesAppender appender;
  private Map<Labels, SeriesHandle> recorded = new HashMap<>();

  EvaluatedRecordingRule(RecordingRule rule, RuleQueries queries, SeriesAppender appender) {
    this.rule = rule;
    this.query = queries.prepare(rule.expression());
    this.appender = appender;
  }

  @Override
  public String name() {
    return rule.name();
  }

  @Override
  public List<AlertInstance> alerts() {
    return List.of();
  }

  @Override
  public List<AlertTransition> evaluate(Instant tick) {
    Map<Labels, Double> values = new LinkedHashMap<>();
    query.evaluate(
        tick,
        (answered, value) -> {
          Labels labels =
              answered.with(Labels.of(rule.labels())).with(Label.METRIC_NAME, rule.name());
          if (values.put(labels, value) != null) {
            throw new IllegalStateException(
                "two series of the answer would be recorded as the same series " + labels);
          }
        });
    Map<Labels, SeriesHandle> now = new HashMap<>();
    values.forEach(
        (labels, value) -> {
          SeriesHandle known = recorded.remove(labels);
          SeriesHandle handle = known == null ? appender.open(labels) : known;
          handle.append(tick.toEpochMilli(), value);
          now.put(labels, handle);
        });
    recorded.values().forEach(ended -> ended.append(tick.toEpochMilli(), StaleMarker.VALUE));
    recorded = now;
    return List.of();
  }
}
