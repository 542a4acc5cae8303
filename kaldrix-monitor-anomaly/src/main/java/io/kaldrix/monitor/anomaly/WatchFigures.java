package io.kaldrix.monitor.anomaly;

import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.label.Labels;
import java.util.function.IntSupplier;

/**
 * The counters of one watch.
 *
 * @param scored samples that got a score
 * @param found anomalies that began
 * @param failures queries and detectors that threw
 * @param refused series passed over because as many as allowed are watched already
 */
record WatchFigures(
    EngineCounter scored, EngineCounter found, EngineCounter failures, EngineCounter refused) {

  static WatchFigures of(EngineMeters meters, String watch, IntSupplier series) {
    Labels labels = Labels.of("watch", watch);
    meters.gauge(
        "kaldrix_anomaly_series", labels, "Series that are watched now.", series::getAsInt);
    return new WatchFigures(
        meters.counter("kaldrix_anomaly_samples_scored_total", labels, "Samples that got a score."),
        meters.counter("kaldrix_anomaly_found_total", labels, "Anomalies that began."),
        meters.counter(
            "kaldrix_anomaly_failures_total", labels, "Queries and detectors that threw."),
        meters.counter(
            "kaldrix_anomaly_series_refused_total",
            labels,
            "Times that a series was passed over because max-series are watched already."));
  }
}
