package io.kaldrix.monitor.core.meter;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.core.series.Row;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.HistogramSupport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All bound meters, one column for each kind: what each kind becomes, and how it is read. */
final class MeterColumns {

  private static final TimeUnit UNIT = TimeUnit.SECONDS;

  private final Labels processLabels;
  private final MeterColumn<Counter> counters =
      new MeterColumn<>(1, (meter, row, slots, at) -> row[slots[at]] = meter.count());
  private final MeterColumn<FunctionCounter> functionCounters =
      new MeterColumn<>(1, (meter, row, slots, at) -> row[slots[at]] = meter.count());
  private final MeterColumn<Gauge> gauges =
      new MeterColumn<>(1, (meter, row, slots, at) -> row[slots[at]] = meter.value());
  private final MeterColumn<TimeGauge> timeGauges =
      new MeterColumn<>(1, (meter, row, slots, at) -> row[slots[at]] = meter.value(UNIT));
  private final MeterColumn<Gauge> infos =
      new MeterColumn<>(1, (meter, row, slots, at) -> row[slots[at]] = 1);
  private final MeterColumn<Timer> timers =
      new MeterColumn<>(
          3,
          (meter, row, slots, at) -> {
            row[slots[at]] = meter.count();
            row[slots[at + 1]] = meter.totalTime(UNIT);
            row[slots[at + 2]] = meter.max(UNIT);
          });
  private final MeterColumn<DistributionSummary> summaries =
      new MeterColumn<>(
          3,
          (meter, row, slots, at) -> {
            row[slots[at]] = meter.count();
            row[slots[at + 1]] = meter.totalAmount();
            row[slots[at + 2]] = meter.max();
          });
  private final MeterColumn<FunctionTimer> functionTimers =
      new MeterColumn<>(
          2,
          (meter, row, slots, at) -> {
            row[slots[at]] = meter.count();
            row[slots[at + 1]] = meter.totalTime(UNIT);
          });
  private final MeterColumn<Measurement> measurements =
      new MeterColumn<>(1, (meter, row, slots, at) -> row[slots[at]] = meter.getValue());
  private final DistributionList distributions = new DistributionList();

  MeterColumns(Labels processLabels) {
    this.processLabels = processLabels;
  }

  /** How a bound meter is taken out of its column again. */
  @FunctionalInterface
  interface Placement {
    /** Puts the meter in under its binding; returns what takes it out. */
    Runnable place(BoundMeter binding);
  }

  /** What a meter becomes, and where it goes. */
  record Plan(MeterShape shape, Placement placement) {}

  /** Decides what a meter becomes. */
  Plan plan(Meter meter) {
    return meter.match(
        this::planGauge,
        counter -> plan(shape(counter, false).counter(""), counters, counter),
        this::planTimer,
        this::planSummary,
        this::planLongTaskTimer,
        gauge -> plan(shape(gauge, true).gauge(""), timeGauges, gauge),
        counter -> plan(shape(counter, false).counter(""), functionCounters, counter),
        timer -> plan(shape(timer, true).countAndSum(MetricType.SUMMARY), functionTimers, timer),
        this::planMeasurements);
  }

  private Plan planGauge(Gauge gauge) {
    return gauge.getId().getName().endsWith(".info")
        ? plan(shape(gauge, false).gauge("_info"), infos, gauge)
        : plan(shape(gauge, false).gauge(""), gauges, gauge);
  }

  private Plan planTimer(Timer timer) {
    return isPlain(timer.takeSnapshot())
        ? plan(shape(timer, true).countAndSum(MetricType.SUMMARY).gauge("_max"), timers, timer)
        : planDistribution(timer, true);
  }

  private Plan planSummary(DistributionSummary summary) {
    return isPlain(summary.takeSnapshot())
        ? plan(
            shape(summary, false).countAndSum(MetricType.SUMMARY).gauge("_max"), summaries, summary)
        : planDistribution(summary, false);
  }

  private Plan planLongTaskTimer(LongTaskTimer timer) {
    return planDistribution(timer, true);
  }

  private Plan planDistribution(HistogramSupport meter, boolean isTime) {
    MeterShape shape = shape(meter, isTime).distribution(meter.takeSnapshot(), isTime).build();
    return new Plan(
        shape,
        binding -> {
          distributions.add(meter, isTime, binding);
          return () -> distributions.remove(binding);
        });
  }

  private Plan planMeasurements(Meter meter) {
    MeterShape shape = shape(meter, false).measurements(meter.measure()).build();
    return new Plan(
        shape,
        binding -> {
          int at = 0;
          List<Runnable> removals = new ArrayList<>();
          for (Measurement measurement : meter.measure()) {
            BoundMeter one =
                new BoundMeter(List.of(binding.series().get(at)), new int[] {binding.slots()[at]});
            measurements.add(measurement, one);
            removals.add(() -> measurements.remove(one));
            at++;
          }
          return () -> removals.forEach(Runnable::run);
        });
  }

  private static boolean isPlain(HistogramSnapshot snapshot) {
    return snapshot.histogramCounts().length == 0 && snapshot.percentileValues().length == 0;
  }

  private MeterShape.Builder shape(Meter meter, boolean isTime) {
    return new MeterShape.Builder(meter.getId(), isTime, processLabels);
  }

  private static <M> Plan plan(MeterShape.Builder shape, MeterColumn<M> column, M meter) {
    return new Plan(
        shape.build(),
        binding -> {
          column.add(meter, binding);
          return () -> column.remove(binding);
        });
  }

  /**
   * Writes the values of all meters into a draft.
   *
   * @param reshaped receives each meter whose series have changed
   * @return how many meters threw
   */
  int read(Row draft, Consumer<HistogramSupport> reshaped) {
    distributions.read(draft, reshaped);
    return counters.read(draft)
        + functionCounters.read(draft)
        + gauges.read(draft)
        + timeGauges.read(draft)
        + infos.read(draft)
        + timers.read(draft)
        + summaries.read(draft)
        + functionTimers.read(draft)
        + measurements.read(draft);
  }
}
