package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Instant;

/**
 * One alert and the series that show where it stands: {@code ALERTS}, 1 while it is pending or
 * firing, and {@code ALERTS_FOR_STATE}, the second since which its condition holds.
 */
final class AlertInstance {

  private static final String STATE_LABEL = "alertstate";

  private final SeriesHandle pendingSeries;
  private final SeriesHandle firingSeries;
  private final SeriesHandle sinceSeries;
  private Alert alert;

  AlertInstance(Alert alert, SeriesAppender appender) {
    this.alert = alert;
    Labels labels = alert.labels();
    Labels shown = labels.with(Label.METRIC_NAME, "ALERTS");
    pendingSeries = appender.open(shown.with(STATE_LABEL, "pending"));
    firingSeries = appender.open(shown.with(STATE_LABEL, "firing"));
    sinceSeries = appender.open(labels.with(Label.METRIC_NAME, "ALERTS_FOR_STATE"));
  }

  Alert alert() {
    return alert;
  }

  /** Takes the alert's new state in, and shows it at {@code tick}. */
  void become(Alert next, Instant tick) {
    AlertState before = alert.state();
    alert = next;
    long millis = tick.toEpochMilli();
    if (next.state() instanceof AlertState.Pending pending) {
      show(pendingSeries, pending.activeSince(), millis);
    } else if (next.state() instanceof AlertState.Firing firing) {
      endIf(before instanceof AlertState.Pending, pendingSeries, millis);
      show(firingSeries, firing.activeSince(), millis);
    } else {
      endIf(before instanceof AlertState.Pending, pendingSeries, millis);
      endIf(before instanceof AlertState.Firing, firingSeries, millis);
      endIf(!(before instanceof AlertState.Inactive), sinceSeries, millis);
    }
  }

  private void show(SeriesHandle state, Instant activeSince, long millis) {
    state.append(millis, 1);
    sinceSeries.append(millis, (double) activeSince.getEpochSecond());
  }

  private static void endIf(boolean wasShown, SeriesHandle series, long millis) {
    if (wasShown) {
      series.append(millis, StaleMarker.VALUE);
    }
  }
}
