package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The series that show where an alarm stands, and whether its actions are held back. */
final class AlarmStateSeries {

  private static final String ALARM_LABEL = "alarmname";

  private final Map<AlarmState, SeriesHandle> states = new EnumMap<>(AlarmState.class);
  private final SeriesHandle suppressed;

  AlarmStateSeries(String alarm, Labels processLabels, SeriesAppender appender) {
    Labels labels = processLabels.with(ALARM_LABEL, alarm);
    Labels of = labels.toBuilder().metricName("kaldrix_alarm_state").build();
    for (AlarmState state : AlarmState.values()) {
      states.put(state, appender.open(of.with("state", state.name())));
    }
    suppressed =
        appender.open(labels.toBuilder().metricName("kaldrix_alarm_actions_suppressed").build());
  }

  void show(AlarmState current, boolean isSuppressed, Instant tick) {
    long millis = tick.toEpochMilli();
    states.forEach((state, series) -> series.append(millis, state == current ? 1 : 0));
    suppressed.append(millis, isSuppressed ? 1 : 0);
  }

  void end(Instant tick) {
    long millis = tick.toEpochMilli();
    states.values().forEach(series -> series.append(millis, StaleMarker.VALUE));
    suppressed.append(millis, StaleMarker.VALUE);
  }
}
