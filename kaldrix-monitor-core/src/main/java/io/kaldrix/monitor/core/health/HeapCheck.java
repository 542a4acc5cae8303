package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.Map;

/**
 * Looks how full the heap is with what the last collection left: what is in use between collections
 * says little, most of it is garbage. Before the first collection that is nothing.
 *
 * <p>Settings: {@code degraded-above} (0.85) and {@code down-above} (0.95), ratios of the largest
 * heap allowed.
 */
final class HeapCheck implements HealthCheck {

  private final double degradedAbove;
  private final double downAbove;

  HeapCheck(double degradedAbove, double downAbove) {
    this.degradedAbove = degradedAbove;
    this.downAbove = downAbove;
  }

  @Override
  public HealthResult check() {
    long leftBytes = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage left = pool.getCollectionUsage();
      if (pool.getType() == MemoryType.HEAP && left != null) {
        leftBytes += left.getUsed();
      }
    }
    return judged(leftBytes, Runtime.getRuntime().maxMemory());
  }

  private HealthResult judged(long leftBytes, long maxBytes) {
    double full = (double) leftBytes / maxBytes;
    String summary =
        String.format(Locale.ROOT, "%.1f %% full after the last collection", full * 100);
    HealthStatus status =
        full > downAbove
            ? HealthStatus.DOWN
            : full > degradedAbove ? HealthStatus.DEGRADED : HealthStatus.UP;
    return new HealthResult(status, summary, Map.of())
        .detail("used_after_collection_bytes", leftBytes)
        .detail("max_bytes", maxBytes);
  }

  /** Offers the check under the name {@code heap}. */
  public static final class Provider implements HealthCheckProvider {
    @Override
    public String name() {
      return "heap";
    }

    @Override
    public HealthCheck create(Settings settings) {
      double degraded = settings.number("degraded-above", 0.85, 0, 1);
      double down = settings.number("down-above", Math.max(0.95, degraded), 0, 1);
      if (down < degraded) {
        throw settings.invalid("down-above", "at least degraded-above, which is " + degraded);
      }
      return new HeapCheck(degraded, down);
    }
  }
}
