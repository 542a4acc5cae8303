package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A fence for tests, which runs work on the caller's thread and catches what it throws. It does not
 * watch the deadline.
 */
public final class DirectFence implements Fence {

  /** Creates a fence. */
  public DirectFence() {}

  @Override
  public <T> CompletableFuture<CallOutcome<T>> run(
      String plugin, Duration deadline, Callable<T> work) {
    CallOutcome<T> outcome;
    try {
      outcome = new CallOutcome.Returned<>(work.call());
    } catch (Throwable e) { // as the promise says: whatever it throws
      outcome = new CallOutcome.Threw<>(e);
    }
    return CompletableFuture.completedFuture(outcome);
  }
}
