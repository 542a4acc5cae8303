package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The series that show where one alert stands: {@code ALERTS}, 1 while it is pending or firing, and
 * {@code ALERTS_FOR_STATE}, the second since which its condition holds.
 */
final class AlertSeries {

  private static final String STATE_LABEL = "alertstate";

  private final SeriesAppender appender;
  private final Labels identity;
  private @Nullable SeriesHandle shown;
  private @Nullable SeriesHandle since;
  private Labels shownLabels = Labels.EMPTY;
  private String shownState = "";

  AlertSeries(SeriesAppender appender, Labels identity) {
    this.appender = appender;
    this.identity = identity;
  }

  /**
   * Shows the alert at {@code millis}.
   *
   * @param labels the alert's, and what else {@code ALERTS} shows; the same object while it is the
   *     same
   */
  void show(Labels labels, String state, Instant activeSince, long millis) {
    SeriesHandle series = shown;
    if (series == null || !state.equals(shownState) || !labels.equals(shownLabels)) {
      if (series != null) {
        series.append(millis, StaleMarker.VALUE);
      }
      series =
          appender.open(labels.toBuilder().metricName("ALERTS").set(STATE_LABEL, state).build());
      shown = series;
      shownLabels = labels;
      shownState = state;
    }
    series.append(millis, 1);
    SeriesHandle seconds = since;
    if (seconds == null) {
      seconds = appender.open(identity.with(Label.METRIC_NAME, "ALERTS_FOR_STATE"));
      since = seconds;
    }
    seconds.append(millis, (double) activeSince.getEpochSecond());
  }

  /** Ends what is shown. */
  void end(long millis) {
    if (shown != null) {
      shown.append(millis, StaleMarker.VALUE);
      shown = null;
    }
    if (since != null) {
      since.append(millis, StaleMarker.VALUE);
      since = null;
    }
  }
}
