package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A recording rule and the series it has recorded; one that it no longer returns is ended. */
final class EvaluatedRecordingRule implements EvaluatedRule {

  private final RecordingRule rule;
  private final RuleQuery query;
  private final SeriesAppender appender;
  private final RuleQuery.SampleSink sink = this::take; // made once, not at each tick
  private final Map<Labels, Recorded> byAnswer = new HashMap<>();
  private final Map<Labels, Recorded> byLabels = new HashMap<>();
  private final List<Recorded> taken = new ArrayList<>();
  private long evaluation;
  private int open;

  EvaluatedRecordingRule(RecordingRule rule, RuleQueries queries, SeriesAppender appender) {
    this.rule = rule;
    this.query = queries.prepare(rule.expression());
    this.appender = appender;
  }

  /** A series that is recorded, and what is to be recorded of it next. */
  private static final class Recorded {
    private final SeriesHandle series;
    private boolean isOpen;
    private long takenIn;
    private double value;

    Recorded(SeriesHandle series) {
      this.series = series;
    }
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
    evaluation++;
    taken.clear();
    query.evaluate(tick, sink);
    long millis = tick.toEpochMilli();
    int continued = 0;
    for (int i = 0; i < taken.size(); i++) {
      Recorded recorded = taken.get(i);
      continued += recorded.isOpen ? 1 : 0;
      recorded.isOpen = true;
      recorded.series.append(millis, recorded.value);
    }
    if (continued < open) {
      endOthers(millis);
    }
    open = taken.size();
    return List.of();
  }

  private void take(Labels answered, double value) {
    Recorded recorded = byAnswer.get(answered);
    if (recorded == null) {
      Labels labels = answered.with(Labels.of(rule.labels())).with(Label.METRIC_NAME, rule.name());
      recorded = byLabels.computeIfAbsent(labels, key -> new Recorded(appender.open(key)));
      byAnswer.put(answered, recorded);
    }
    if (recorded.takenIn == evaluation) {
      throw new IllegalStateException(
          "two series of the answer would be recorded as the same series "
              + recorded.series.labels());
    }
    recorded.takenIn = evaluation;
    recorded.value = value;
    taken.add(recorded);
  }

  private void endOthers(long millis) {
    for (Recorded recorded : byLabels.values()) {
      if (recorded.isOpen && recorded.takenIn != evaluation) {
        recorded.series.append(millis, StaleMarker.VALUE);
        recorded.isOpen = false;
      }
    }
    byLabels.values().removeIf(recorded -> !recorded.isOpen);
    byAnswer.values().removeIf(recorded -> !recorded.isOpen);
  }
}
