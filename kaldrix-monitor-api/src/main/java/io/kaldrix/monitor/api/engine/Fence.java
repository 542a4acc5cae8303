package io.kaldrix.monitor.api.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Runs plugin code so that its faults stay its own: with a deadline, off the caller's thread, one
 * call at a time per plugin, whatever it throws caught. Every plugin has a health entry and
 * counters for it. May be shared between threads.
 */
public interface Fence {

  /**
   * Runs {@code work} on a thread of the plugin's own.
   *
   * @param plugin the name under which the call is counted, such as {@code channel:ops}
   * @param deadline how long it may take; then its thread is interrupted and the call given up
   * @return completes with how it ended, never exceptionally
   */
  <T> CompletableFuture<CallOutcome<T>> run(String plugin, Duration deadline, Callable<T> work);

  /** Runs {@code work} and waits until it has ended or was given up. */
  default <T> CallOutcome<T> call(String plugin, Duration deadline, Callable<T> work) {
    return run(plugin, deadline, work).join();
  }
}
