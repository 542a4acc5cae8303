package io.kaldrix.monitor.core.alarm.engine;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An alert of an alarm, and the series that rules show their alerts with too. */
final class ShownAlert {

  private final SeriesAppender appender;
  private final Map<String, SeriesHandle> open = new HashMap<>();
  private Alert alert;

  ShownAlert(Alert alert, SeriesAppender appender) {
    this.alert = alert;
    this.appender = appender;
  }

  Alert alert() {
    return alert;
  }

  /** Takes the alert's new state in, and shows it. */
  void become(Alert next, Instant tick) {
    String before = alert.state().label();
    alert = next;
    long millis = tick.toEpochMilli();
    String state = next.state().label();
    if (!state.equals(before)) {
      end(before, millis);
    }
    if (next.state() instanceof AlertState.Pending pending) {
      show(state, pending.activeSince(), millis);
    } else if (next.state() instanceof AlertState.Firing firing) {
      show(state, firing.activeSince(), millis);
    } else {
      end("", millis);
    }
  }

  private void show(String state, Instant since, long millis) {
    series(state).append(millis, 1);
    series("").append(millis, (double) since.getEpochSecond());
  }

  /** Returns the series of a state, of no state that of when the condition began to hold. */
  private SeriesHandle series(String state) {
    return open.computeIfAbsent(
        state,
        key ->
            appender.open(
                key.isEmpty()
                    ? alert.labels().with(Label.METRIC_NAME, "ALERTS_FOR_STATE")
                    : alert.labels().toBuilder()
                        .metricName("ALERTS")
                        .set("alertstate", key)
                        .build()));
  }

  private void end(String state, long millis) {
    SeriesHandle ended = open.remove(state);
    if (ended != null) {
      ended.append(millis, StaleMarker.VALUE);
    }
  }
}
