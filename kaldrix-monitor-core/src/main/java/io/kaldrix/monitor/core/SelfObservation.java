package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.engine.EngineMeterBook;
import io.kaldrix.monitor.core.meter.MeterCollector;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.SeriesJournal;
import io.kaldrix.monitor.core.series.StoreFigures;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** What the monitor tells of its own store and collector, as series. For one thread at a time. */
final class SelfObservation {

  private static final int MOST_METRICS = 20;

  private final InMemorySeriesStore series;
  private final StoreFigures store;
  private final MeterCollector collector;
  private final Set<String> refusals = new HashSet<>();

  SelfObservation(InMemorySeriesStore series, MeterCollector collector) {
    this.series = series;
    this.store = series.figures();
    this.collector = collector;
  }

  void register(EngineMeterBook meters) {
    gauge(meters, "kaldrix_series", "Series in the store.", store::series);
    gauge(meters, "kaldrix_series_bytes", "Memory that samples take.", store::bytes);
    gauge(
        meters,
        "kaldrix_series_history_bytes",
        "Memory that compressed samples take.",
        store::historyBytes);
    gauge(
        meters,
        "kaldrix_series_index_bytes",
        "Memory that labels and their look-up take, about.",
        series::indexBytes);
    gauge(
        meters,
        "kaldrix_series_tier_bytes",
        "Memory that coarse aggregates take.",
        series::tierBytes);
    total(
        meters,
        "kaldrix_series_refused_total",
        "Times a series was refused over a limit.",
        () -> store.refusedSeries().values().stream().mapToLong(Long::longValue).sum());
    for (StoreFigures.Reason reason : StoreFigures.Reason.values()) {
      meters.counter(
          "kaldrix_samples_dropped_total",
          Labels.of("reason", reason.label()),
          "Samples that were not stored.",
          () -> store.droppedSamples(reason));
    }
    gauge(meters, "kaldrix_meters", "Meters read.", () -> collector.figures().meters());
    total(
        meters,
        "kaldrix_meters_passed_over_total",
        "Meters not read: too many, without totals, or a name taken.",
        () -> collector.figures().passedOver());
    total(
        meters,
        "kaldrix_meter_faults_total",
        "Times that reading a meter threw.",
        () -> collector.figures().faults());
  }

  static void register(SeriesJournal journal, EngineMeterBook meters) {
    gauge(
        meters,
        "kaldrix_series_disk_bytes",
        "What series take in their directory.",
        journal::bytes);
    total(
        meters,
        "kaldrix_series_disk_failures_total",
        "Times that series could not be written to their directory.",
        journal::failures);
    total(
        meters,
        "kaldrix_series_rows_lost_total",
        "Instants whose samples left memory before they were written.",
        journal::rowsLost);
  }

  /** Adds meters for metrics that had series refused since the last tick. */
  void addRefusals(EngineMeterBook meters) {
    for (String metric : store.metricsRefused(refusals.size(), MOST_METRICS)) {
      if (refusals.add(metric)) {
        meters.counter(
            "kaldrix_series_refused_by_metric_total",
            Labels.of("metric", metric),
            "Times a series of the metric was refused.",
            () -> store.refusedSeries(metric));
      }
    }
  }

  private static void gauge(
      EngineMeterBook meters, String name, String help, DoubleSupplier value) {
    meters.gauge(name, Labels.EMPTY, help, value);
  }

  private static void total(
      EngineMeterBook meters, String name, String help, DoubleSupplier total) {
    meters.counter(name, Labels.EMPTY, help, total);
  }
}
