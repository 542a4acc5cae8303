package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.engine.EngineMeters.EngineCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a tick at every multiple of the interval since the epoch, on one daemon thread. A tick
 * bears that instant, so that samples lie on a grid however late the thread wakes; ticks that were
 * missed altogether are counted and left out.
 */
final class TickLoop {

  private static final Logger LOG = LoggerFactory.getLogger(TickLoop.class);

  private final InstantSource clock;
  private final TickGrid grid;
  private final Consumer<Instant> work;
  private final EngineCounter ticks;
  private final EngineCounter missed;
  private final ScheduledThreadPoolExecutor thread;
  private long lastMillis;
  private boolean clockWasSetBack;

  TickLoop(
      InstantSource clock,
      Duration interval,
      Consumer<Instant> work,
      EngineCounter ticks,
      EngineCounter missed) {
    this.clock = clock;
    this.grid = new TickGrid(interval.toMillis());
    this.work = work;
    this.ticks = ticks;
    this.missed = missed;
    this.thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread daemon = new Thread(task, "kaldrix-tick");
              daemon.setDaemon(true);
              return daemon;
            });
    this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  void start() {
    lastMillis = grid.floor(clock.millis());
    scheduleNext();
  }

  private void scheduleNext() {
    long delayMillis = grid.delayMillis(lastMillis, clock.millis());
    try {
      ScheduledFuture<?> unused = thread.schedule(this::turn, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the loop has been stopped", e);
    }
  }

  @SuppressWarnings("CatchThrowable") // whatever one tick meets, the next one comes
  private void turn() {
    TickGrid.Step step = grid.step(lastMillis, clock.millis());
    noteClock(step.setBack());
    lastMillis = step.tickMillis();
    try {
      if (step.tick()) {
        missed.add(step.missed());
        ticks.increment();
        work.accept(Instant.ofEpochMilli(step.tickMillis()));
      }
    } catch (Throwable e) {
      LOG.error("tick {} failed", Instant.ofEpochMilli(step.tickMillis()), e);
    }
    scheduleNext();
  }

  private void noteClock(boolean setBack) {
    if (setBack && !clockWasSetBack) {
      LOG.warn(
          "the clock was set back; ticks go on from {} until it has caught up",
          Instant.ofEpochMilli(lastMillis));
    }
    clockWasSetBack = setBack;
  }

  /** Stops; waits for a tick under way. */
  void stop(Duration patience) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
