package io.kaldrix.monitor.api.engine;

import io.kaldrix.monitor.api.label.Labels;
import java.util.function.DoubleSupplier;

/**
 * Counters and gauges for the monitor's own workings, which become series at every tick. A host
 * records with Micrometer instead. May be shared between threads.
 */
public interface EngineMeters {

  /**
   * Returns the counter of that name and labels, the same one each time.
   *
   * @param name the series' name, ending in {@code _total}
   * @param help one sentence for people
   */
  EngineCounter counter(String name, Labels labels, String help);

  /**
   * Reads {@code value} at every tick.
   *
   * @param name the series' name, ending in its unit
   * @param help one sentence for people
   * @param value fast, and safe to call from a monitor thread
   */
  void gauge(String name, Labels labels, String help, DoubleSupplier value);

  /** A total that grows. May be shared between threads. */
  interface EngineCounter {

    /** Adds {@code amount}, zero or more. */
    void add(long amount);

    /** Adds one. */
    default void increment() {
      add(1);
    }

    /** Returns the total. */
    long total();
  }
}
