package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthCheckProvider;
import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.plugin.Settings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Looks how much of a disk is left to this process.
 *
 * <p>Settings: {@code path} on the disk (the working directory), {@code degraded-below} (0.1) and
 * {@code down-below} (0.02), ratios of the disk's size.
 */
final class DiskSpaceCheck implements HealthCheck {

  private final Path path;
  private final double degradedBelow;
  private final double downBelow;

  DiskSpaceCheck(Path path, double degradedBelow, double downBelow) {
    this.path = path;
    this.degradedBelow = degradedBelow;
    this.downBelow = downBelow;
  }

  @Override
  public HealthResult check() throws IOException {
    if (Files.notExists(path)) {
      return HealthResult.down("there is no " + path);
    }
    FileStore disk = Files.getFileStore(path);
    return judged(disk.getUsableSpace(), disk.getTotalSpace()).detail("path", path);
  }

  private HealthResult judged(long usableBytes, long totalBytes) {
    if (totalBytes <= 0) {
      return new HealthResult(HealthStatus.UNKNOWN, "the disk does not tell its size", Map.of());
    }
    double free = (double) usableBytes / totalBytes;
    String summary = String.format(Locale.ROOT, "%.1f %% free", free * 100);
    HealthStatus status =
        free < downBelow
            ? HealthStatus.DOWN
            : free < degradedBelow ? HealthStatus.DEGRADED : HealthStatus.UP;
    return new HealthResult(status, summary, Map.of())
        .detail("usable_bytes", usableBytes)
        .detail("total_bytes", totalBytes);
  }

  /** Offers the check under the name {@code disk-space}. */
  public static final class Provider implements HealthCheckProvider {
    @Override
    public String name() {
      return "disk-space";
    }

    @Override
    public HealthCheck create(Settings settings) {
      Path path = settings.path("path").orElse(Path.of("."));
      double degraded = settings.number("degraded-below", 0.1, 0, 1);
      double down = settings.number("down-below", Math.min(0.02, degraded), 0, 1);
      if (down > degraded) {
        throw settings.invalid("down-below", "at most degraded-below, which is " + degraded);
      }
      return new DiskSpaceCheck(path, degraded, down);
    }
  }
}
