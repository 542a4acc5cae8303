package io.kaldrix.monitor.api.engine;

import io.kaldrix.monitor.api.alert.AlertTransition;
import java.time.Instant;
import java.util.List;

/**
 * A part of the monitor that works at every tick, such as detection, alerting or compliance.
 *
 * <p>A tick goes: meters are collected, engines {@link #detect}, rules are evaluated, engines
 * {@link #react}. Calls come one at a time, in order of ticks, from monitor threads and with a
 * deadline. An engine that implements a door of the {@code Monitor} ({@link
 * io.kaldrix.monitor.api.anomaly.Anomalies}, {@link io.kaldrix.monitor.api.notify.Notifications},
 * {@link io.kaldrix.monitor.api.compliance.Compliance}) is what stands behind it.
 */
public interface MonitorEngine extends AutoCloseable {

  /** Works on the samples of this tick, before rules are evaluated over them. */
  default void detect(Instant tick) {}

  /**
   * Works on what the rules decided at this tick.
   *
   * @param transitions the steps that alerts took at this tick, in order
   */
  default void react(Instant tick, List<AlertTransition> transitions) {}

  /** Finishes and lets go of everything. Called after the last tick; a second call does nothing. */
  @Override
  default void close() {}
}
