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
  private final long intervalMillis;
  private final Consumer<Instant> work;
  private final EngineCounter ticks;
  private final EngineCounter missed;
  private final ScheduledThreadPoolExecutor thread;
  private long lastMillis;

  TickLoop(
      InstantSource clock,
      Duration interval,
      Consumer<Instant> work,
      EngineCounter ticks,
      EngineCounter missed) {
    this.clock = clock;
    this.intervalMillis = interval.toMillis();
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
    lastMillis = gridMillis(clock.millis());
    scheduleNext();
  }

  private long gridMillis(long millis) {
    return Math.floorDiv(millis, intervalMillis) * intervalMillis;
  }

  private void scheduleNext() {
    long nowMillis = clock.millis();
    long delayMillis = gridMillis(nowMillis) + intervalMillis - nowMillis;
    try {
      ScheduledFuture<?> unused = thread.schedule(this::turn, delayMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the loop has been stopped", e);
    }
  }

  @SuppressWarnings("CatchThrowable") // whatever one tick meets, the next one comes
  private void turn() {
    long millis = gridMillis(clock.millis());
    try {
      if (millis > lastMillis) { // else the clock was set back, or the thread woke early
        missed.add((millis - lastMillis) / intervalMillis - 1);
        lastMillis = millis;
        ticks.increment();
        work.accept(Instant.ofEpochMilli(millis));
      }
    } catch (Throwable e) {
      LOG.error("tick {} failed", Instant.ofEpochMilli(millis), e);
    }
    scheduleNext();
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
