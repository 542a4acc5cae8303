package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs each call on a thread of its own and holds its outcome back until the test takes it in. */
final class HeldFence implements Fence {

  private final List<Runnable> held = new ArrayList<>();
  private final List<String> plugins = new ArrayList<>();

  @Override
  public <T> CompletableFuture<CallOutcome<T>> run(
      String plugin, Duration deadline, Callable<T> work) {
    plugins.add(plugin);
    CompletableFuture<CallOutcome<T>> outcome = new CompletableFuture<>();
    Thread thread = new Thread(() -> outcome.complete(called(work)), plugin);
    thread.setDaemon(true);
    thread.start();
    outcome.completeOnTimeout(
        new CallOutcome.TimedOut<>(deadline), deadline.toNanos(), TimeUnit.NANOSECONDS);
    CompletableFuture<CallOutcome<T>> handedOut = new CompletableFuture<>();
    held.add(() -> handedOut.complete(outcome.orTimeout(20, TimeUnit.SECONDS).join()));
    return handedOut;
  }

  @Override
  public <T> CallOutcome<T> call(String plugin, Duration deadline, Callable<T> work) {
    CompletableFuture<CallOutcome<T>> outcome = run(plugin, deadline, work);
    deliver();
    return outcome.join();
  }

  private static <T> CallOutcome<T> called(Callable<T> work) {
    try {
      return new CallOutcome.Returned<>(work.call());
    } catch (Throwable e) {
      return new CallOutcome.Threw<>(e);
    }
  }

  /** Waits until every call has ended or was given up, and hands the outcomes out. */
  void deliver() {
    List.copyOf(held).forEach(Runnable::run);
    held.clear();
  }

  /** Returns the names under which calls were made, in order. */
  List<String> plugins() {
    return List.copyOf(plugins);
  }
}
