package io.kaldrix.monitor.core.engine;

import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.EngineMeters;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.health.CheckedHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The fence: one {@linkplain CallLane lane} for each plugin, all on daemon threads of the monitor's
 * own that end when they have been idle for ten seconds. May be shared between threads.
 */
public final class FencedCalls implements Fence, AutoCloseable {

  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration LOOK = Duration.ofMillis(20);

  private final Map<String, CallLane> lanes = new ConcurrentSkipListMap<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE.toMillis(),
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          daemons("kaldrix-fence"));
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, daemons("kaldrix-deadline"));
  private final EngineMeters meters;

  /** Creates a fence that counts its calls in {@code meters}. */
  public FencedCalls(EngineMeters meters) {
    this.meters = meters;
    deadlines.setRemoveOnCancelPolicy(true);
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public <T> CompletableFuture<CallOutcome<T>> run(
      String plugin, Duration deadline, Callable<T> work) {
    CallLane lane =
        lanes.computeIfAbsent(plugin, name -> new CallLane(name, threads, deadlines, meters));
    return lane.run(deadline, work);
  }

  /** Returns a health entry for each plugin that was called, in order of names. */
  public List<CheckedHealth> health() {
    return lanes.values().stream().map(CallLane::health).toList();
  }

  /**
   * Interrupts every call and waits for their threads to end. Whoever still waits for an answer
   * then gets one.
   *
   * @param patience how long to wait; only a second more once all that is left has been given up
   * @return the plugins whose calls still have not come back; their daemon threads are left
   */
  public List<String> close(Duration patience) {
    threads.shutdownNow();
    List<String> left =
        allEnd(patience)
            ? List.of()
            : lanes.values().stream().filter(CallLane::isBusy).map(CallLane::plugin).toList();
    lanes.values().forEach(CallLane::close);
    deadlines.shutdownNow(); // last, so that until then deadlines hold
    return left;
  }

  private boolean allEnd(Duration patience) {
    long endNanos = System.nanoTime() + patience.toNanos();
    boolean hopeless = false;
    try {
      while (!threads.awaitTermination(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        long nowNanos = System.nanoTime();
        if (nowNanos - endNanos >= 0) {
          return false;
        }
        if (!hopeless && lanes.values().stream().allMatch(CallLane::isIdleOrHangs)) {
          hopeless = true;
          endNanos = nowNanos + Math.min(endNanos - nowNanos, GRACE.toNanos());
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Interrupts every call and waits a second for their threads to end. */
  @Override
  public void close() {
    close(GRACE);
  }
}
