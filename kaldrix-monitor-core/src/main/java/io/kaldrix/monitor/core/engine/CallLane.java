package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one plugin, one at a time. A call that outlasts its deadline is interrupted and its
 * caller told; until it comes back, the lane hangs and every other call is refused. May be shared
 * between threads.
 */
final class CallLane {

  private final String plugin;
  private final Executor threads;
  private final ScheduledExecutorService deadlines;
  private final EngineCounter returned;
  private final EngineCounter threw;
  private final EngineCounter timedOut;
  private final EngineCounter refused;

  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Call<?>> waiting = new ArrayDeque<>();
  private @Nullable Call<?> current;
  private HealthResult health = HealthResult.up("not called yet");

  CallLane(
      String plugin, Executor threads, ScheduledExecutorService deadlines, EngineMeters meters) {
    this.plugin = plugin;
    this.threads = threads;
    this.deadlines = deadlines;
    this.returned = counter(meters, "returned");
    this.threw = counter(meters, "threw");
    this.timedOut = counter(meters, "timed_out");
    this.refused = counter(meters, "refused");
  }

  private EngineCounter counter(EngineMeters meters, String outcome) {
    return meters.counter(
        "kaldrix_plugin_calls_total",
        Labels.of("plugin", plugin, "outcome", outcome),
        "Calls of plugin code by how they ended.");
  }

  String plugin() {
    return plugin;
  }

  boolean isBusy() {
    lock.lock();
    try {
      return current != null;
    } finally {
      lock.unlock();
    }
  }

  CheckedHealth health() {
    lock.lock();
    try {
      return new CheckedHealth(
          "plugin:" + plugin, Set.of(), health, Optional.empty(), Duration.ZERO);
    } finally {
      lock.unlock();
    }
  }

  <T> CompletableFuture<CallOutcome<T>> run(Duration deadline, Callable<T> work) {
    Call<T> call = new Call<>(deadline, work);
    lock.lock();
    try {
      if (current != null && current.givenUp) {
        refused.increment();
        call.outcome.complete(new CallOutcome.Hanging<>());
      } else if (current != null) {
        waiting.add(call);
      } else {
        begin(call);
      }
    } finally {
      lock.unlock();
    }
    return call.outcome;
  }

  private void begin(Call<?> call) {
    current = call;
    try {
      threads.execute(call::perform);
      call.deadlineAlarm =
          deadlines.schedule(() -> giveUp(call), call.deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      current = null;
      call.refuse(new IllegalStateException("the monitor is closed", e));
    }
  }

  private void giveUp(Call<?> call) {
    Thread worker;
    lock.lock();
    try {
      if (current != call || call.done) {
        return;
      }
      call.givenUp = true;
      worker = call.worker;
      timedOut.increment();
      health = HealthResult.down("hangs: not back after " + call.deadline.toMillis() + " ms");
      waiting.forEach(Call::refuseAsHanging);
      refused.add(waiting.size());
      waiting.clear();
      if (worker != null) {
        worker.interrupt(); // under the lock, so that no later call of that thread is hit
      }
    } finally {
      lock.unlock();
    }
    call.timeOut();
  }

  /** Takes note that a call has come back; returns whether it was given up before. */
  private boolean ended(Call<?> call, @Nullable Throwable problem) {
    lock.lock();
    try {
      call.done = true;
      if (call.deadlineAlarm != null) {
        call.deadlineAlarm.cancel(false);
      }
      if (call.givenUp) {
        health = HealthResult.degraded("came back, after its deadline");
      } else if (problem == null) {
        returned.increment();
        health = HealthResult.up("works");
      } else {
        threw.increment();
        health = HealthResult.degraded("threw " + problem);
      }
      Thread.interrupted(); // a deadline may have passed between the work's end and the lock
      current = null;
      Call<?> next = waiting.poll();
      if (next != null) {
        begin(next);
      }
      return call.givenUp;
    } finally {
      lock.unlock();
    }
  }

  /** One call. Its fields are guarded by the lane's lock. */
  private final class Call<T> {
    private final Duration deadline;
    private final Callable<T> work;
    private final CompletableFuture<CallOutcome<T>> outcome = new CompletableFuture<>();
    private @Nullable Thread worker;
    private @Nullable Future<?> deadlineAlarm;
    private boolean givenUp;
    private boolean done;

    Call(Duration deadline, Callable<T> work) {
      this.deadline = deadline;
      this.work = work;
    }

    @SuppressWarnings("CatchThrowable") // a plugin's errors are its own as well
    void perform() {
      lock.lock();
      try {
        if (givenUp) { // no thread came free before the deadline
          boolean unused = ended(this, null);
          return;
        }
        worker = Thread.currentThread();
      } finally {
        lock.unlock();
      }
      Thread thread = Thread.currentThread();
      String nameBefore = thread.getName();
      thread.setName("kaldrix-" + plugin);
      CallOutcome<T> result;
      Throwable problem = null;
      try {
        result = new CallOutcome.Returned<>(work.call());
      } catch (Throwable e) {
        problem = e;
        result = new CallOutcome.Threw<>(e);
      }
      thread.setName(nameBefore);
      if (!ended(this, problem)) {
        outcome.complete(result);
      }
    }

    void timeOut() {
      outcome.complete(new CallOutcome.TimedOut<>(deadline));
    }

    void refuse(Throwable why) {
      outcome.complete(new CallOutcome.Threw<>(why));
    }

    void refuseAsHanging() {
      outcome.complete(new CallOutcome.Hanging<>());
    }
  }
}
