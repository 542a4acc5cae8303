package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Looks whether threads wait for each other for ever. Only a restart mends that, so it is the one
 * check that bears on liveness. Takes no settings.
 */
final class DeadlockCheck implements HealthCheck {

  /** A deadlocked thread that wakes for a moment names no lock; it goes back to sleep. */
  private static final int LOOKS = 10;

  @Override
  public HealthResult check() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] ids = threads.findDeadlockedThreads();
    if (ids == null) {
      return HealthResult.up("no thread is deadlocked");
    }
    List<ThreadInfo> locked = look(threads, ids);
    for (int i = 0;
        i < LOOKS && locked.stream().anyMatch(info -> info.getLockName() == null);
        i++) {
      locked = look(threads, ids);
    }
    HealthResult result =
        HealthResult.down(
            "deadlocked: "
                + String.join(", ", locked.stream().map(ThreadInfo::getThreadName).toList()));
    for (ThreadInfo thread : locked) {
      result =
          result.detail(
              thread.getThreadName(),
              "waits for " + thread.getLockName() + ", held by " + thread.getLockOwnerName());
    }
    return result;
  }

  private static List<ThreadInfo> look(ThreadMXBean threads, long[] ids) {
    return Arrays.stream(threads.getThreadInfo(ids)).filter(Objects::nonNull).toList();
  }

  @Override
  public Set<String> groups() {
    return Set.of(LIVENESS, READINESS);
  }

  /** Offers the check under the name {@code deadlock}. */
  public static final class Provider implements HealthCheckProvider {
    @Override
    public String name() {
      return "deadlock";
    }

    @Override
    public HealthCheck create(Settings settings) {
      return new DeadlockCheck();
    }
  }
}
