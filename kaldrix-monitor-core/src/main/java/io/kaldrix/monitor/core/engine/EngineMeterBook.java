package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The monitor's own counters and gauges, written to a store at each tick. Meters may be added and
 * counted by any thread, one thread at a time writes.
 */
public final class EngineMeterBook implements EngineMeters {

  private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Labels, Entry> entries = new ConcurrentHashMap<>();

  /** Creates a book without meters. */
  public EngineMeterBook() {}

  @Override
  public EngineCounter counter(String name, Labels labels, String help) {
    return counters.computeIfAbsent(
        labels.with(Label.METRIC_NAME, name),
        identity -> {
          Counter counter = new Counter();
          entries.put(identity, new Entry(MetricType.COUNTER, help, counter::total));
          return counter;
        });
  }

  /**
   * Reads a total that somebody else counts at every tick.
   *
   * @param total only grows, or starts again at zero
   */
  public void counter(String name, Labels labels, String help, DoubleSupplier total) {
    entries.put(labels.with(Label.METRIC_NAME, name), new Entry(MetricType.COUNTER, help, total));
  }

  @Override
  public void gauge(String name, Labels labels, String help, DoubleSupplier value) {
    entries.put(labels.with(Label.METRIC_NAME, name), new Entry(MetricType.GAUGE, help, value));
  }

  /**
   * Appends the value of every meter.
   *
   * @param appender the same one at every tick
   */
  public void append(Instant tick, SeriesAppender appender) {
    entries.forEach((identity, entry) -> entry.append(tick, identity, appender));
  }

  private static final class Entry {
    private final MetricType type;
    private final String help;
    private final DoubleSupplier value;
    private @Nullable SeriesHandle series;

    Entry(MetricType type, String help, DoubleSupplier value) {
      this.type = type;
      this.help = help;
      this.value = value;
    }

    void append(Instant tick, Labels identity, SeriesAppender appender) {
      SeriesHandle handle = series;
      if (handle == null) {
        appender.describe(identity.metricName(), new MetricMetadata(type, "", help));
        handle = appender.open(identity);
        series = handle;
      }
      handle.append(tick.toEpochMilli(), read());
    }

    private double read() {
      try {
        return value.getAsDouble();
      } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
        // an engine's mistake is no reason to lose the other meters
        return Double.NaN;
      }
    }
  }

  private static final class Counter implements EngineCounter {
    private final LongAdder total = new LongAdder();

    @Override
    public void add(long amount) {
      if (amount < 0) {
        throw new IllegalArgumentException("amount is " + amount + ", must be zero or more");
      }
      total.add(amount);
    }

    @Override
    public long total() {
      return total.sum();
    }
  }
}
