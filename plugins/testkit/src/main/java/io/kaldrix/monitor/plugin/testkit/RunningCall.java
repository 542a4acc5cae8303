package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.engine.CallOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A call on a thread of its own, as the monitor makes it, which can be waited for and interrupted.
 */
final class RunningCall<T> {

  private static final long BETWEEN_INTERRUPTS_MILLIS = 20;

  private final CompletableFuture<CallOutcome<T>> outcome = new CompletableFuture<>();
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final Thread thread;

  private RunningCall(Callable<T> call) {
    thread = new Thread(() -> outcome.complete(run(call)), "contract");
    thread.setDaemon(true);
  }

  /** Starts a call and returns once its thread runs. */
  static <T> RunningCall<T> start(Callable<T> call) {
    RunningCall<T> running = new RunningCall<>(call);
    running.thread.start();
    running.begun.join();
    return running;
  }

  private CallOutcome<T> run(Callable<T> call) {
    begun.complete(null);
    try {
      return new CallOutcome.Returned<>(call.call());
    } catch (Throwable e) { // whatever it is, the contract looks at it
      return new CallOutcome.Threw<>(e);
    }
  }

  /** Waits for the end; empty if it has not come within {@code patience}. */
  Optional<CallOutcome<T>> end(Duration patience) throws InterruptedException {
    try {
      return Optional.of(outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("never completes exceptionally", e);
    }
  }

  /**
   * Interrupts the call until it ends; empty if it has not within {@code patience}. More than once,
   * as nobody can see from outside whether the call has already begun to wait.
   */
  Optional<CallOutcome<T>> interrupt(Duration patience) throws InterruptedException {
    long rounds = Math.max(1, patience.toMillis() / BETWEEN_INTERRUPTS_MILLIS);
    for (long round = 0; round < rounds; round++) {
      thread.interrupt();
      Optional<CallOutcome<T>> end = end(Duration.ofMillis(BETWEEN_INTERRUPTS_MILLIS));
      if (end.isPresent()) {
        return end;
      }
    }
    return Optional.empty();
  }
}
