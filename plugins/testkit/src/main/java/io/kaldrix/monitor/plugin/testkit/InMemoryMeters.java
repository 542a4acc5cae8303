package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.label.Labels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** Meters for tests: what they say can be looked up, and becomes no series. */
public final class InMemoryMeters implements EngineMeters {

  private final Map<Labels, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Labels, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  /** Creates meters of which there are none yet. */
  public InMemoryMeters() {}

  @Override
  public EngineCounter counter(String name, Labels labels, String help) {
    return counters.computeIfAbsent(named(name, labels), unseen -> new Counter());
  }

  @Override
  public void gauge(String name, Labels labels, String help, DoubleSupplier value) {
    gauges.put(named(name, labels), value);
  }

  /** Returns the total of all counters of that name, whatever their labels. */
  public long total(String name) {
    return counters.entrySet().stream()
        .filter(entry -> entry.getKey().metricName().equals(name))
        .mapToLong(entry -> entry.getValue().total())
        .sum();
  }

  /** Returns the total of all counters. */
  public long total() {
    return counters.values().stream().mapToLong(Counter::total).sum();
  }

  /** Returns what the gauge says now, {@code NaN} if there is none of that name and labels. */
  public double gauge(String name, Labels labels) {
    return gauges.getOrDefault(named(name, labels), () -> Double.NaN).getAsDouble();
  }

  private static Labels named(String name, Labels labels) {
    return labels.toBuilder().metricName(name).build();
  }

  private static final class Counter implements EngineCounter {
    private final AtomicLong total = new AtomicLong();

    @Override
    public void add(long amount) {
      total.addAndGet(amount);
    }

    @Override
    public long total() {
      return total.get();
    }
  }
}
