package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.label.Labels;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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
 * caller told; until it comes back, the lane hangs and every other call is refused. So is a call
 * that finds too many waiting. May be shared between threads.
 *
 * <p>Callers are answered outside the lock: what they do next may be another plugin's code.
 */
final class CallLane {

  /** A tick may bring a listener as many calls as there are alerts that take a step in it. */
  static final int MOST_WAITING = 100_000;

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
  private boolean closed;
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

  /** Returns whether there is nothing in the lane that is still expected to come back. */
  boolean isIdleOrHangs() {
    lock.lock();
    try {
      return current == null || current.givenUp;
    } finally {
      lock.unlock();
    }
  }

  <T> CompletableFuture<CallOutcome<T>> run(Duration deadline, Callable<T> work) {
    Call<T> call = new Call<>(deadline, work);
    Optional<CallOutcome<T>> refusal;
    lock.lock();
    try {
      refusal = admit(call);
    } finally {
      lock.unlock();
    }
    refusal.ifPresent(call.outcome::complete);
    return call.outcome;
  }

  private <T> Optional<CallOutcome<T>> admit(Call<T> call) {
    if (closed) {
      return Optional.of(ofClosed());
    }
    if (current == null) {
      return begin(call) ? Optional.empty() : Optional.of(ofClosed());
    }
    if (current.givenUp) {
      refused.increment();
      return Optional.of(new CallOutcome.Hanging<>());
    }
    if (waiting.size() == MOST_WAITING) {
      refused.increment();
      return Optional.of(
          new CallOutcome.Threw<>(
              new RejectedExecutionException(MOST_WAITING + " calls wait already")));
    }
    waiting.add(call);
    return Optional.empty();
  }

  private static <T> CallOutcome<T> ofClosed() {
    return new CallOutcome.Threw<>(new IllegalStateException("the monitor is closed"));
  }

  /** Begins a call; returns whether there is still a thread to be had. */
  private boolean begin(Call<?> call) {
    current = call;
    try {
      threads.execute(call::perform);
      call.deadlineAlarm =
          deadlines.schedule(() -> giveUp(call), call.deadline.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (RejectedExecutionException e) {
      current = null;
      return false;
    }
  }

  private void giveUp(Call<?> call) {
    List<Call<?>> behind;
    lock.lock();
    try {
      if (current != call || call.done || call.givenUp) {
        return;
      }
      call.givenUp = true;
      timedOut.increment();
      health = HealthResult.down("hangs: not back after " + call.deadline.toMillis() + " ms");
      behind = takeWaiting();
      refused.add(behind.size());
      if (call.worker != null) {
        call.worker.interrupt(); // under the lock, so that no later call of that thread is hit
      }
    } finally {
      lock.unlock();
    }
    behind.forEach(Call::refuseAsHanging);
    call.timeOut();
  }

  private List<Call<?>> takeWaiting() {
    List<Call<?>> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** Answers all who still wait for one, as the monitor is closed and no thread will. */
  void close() {
    List<Call<?>> left = new ArrayList<>();
    lock.lock();
    try {
      closed = true;
      if (current != null && !current.givenUp && !current.done) {
        current.givenUp = true;
        left.add(current);
      }
      left.addAll(takeWaiting());
    } finally {
      lock.unlock();
    }
    left.forEach(Call::refuseAsClosed);
  }

  /** Takes note that a call has come back; returns whether it was given up before. */
  private boolean ended(Call<?> call, @Nullable Throwable problem) {
    List<Call<?>> tooLate = List.of();
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
      Call<?> next = waiting.peek();
      if (next != null) {
        if (begin(next)) {
          waiting.remove();
        } else {
          tooLate = takeWaiting();
        }
      }
    } finally {
      lock.unlock();
    }
    tooLate.forEach(Call::refuseAsClosed);
    return call.givenUp;
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

    void refuseAsClosed() {
      outcome.complete(ofClosed());
    }

    void refuseAsHanging() {
      outcome.complete(new CallOutcome.Hanging<>());
    }
  }
}
