package io.kaldrix.monitor.api.health;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** How well something works, worst first. */
public enum HealthStatus {
  /** It does not work. */
  DOWN,
  /** It works with limits. */
  DEGRADED,
  /** Nobody has looked yet, or the last look is too old. */
  UNKNOWN,
  /** It works. */
  UP;

  /** Returns the name that labels and pages use, such as {@code degraded}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the value of the status as a sample: 1 up, 0.5 degraded, 0 down, NaN unknown. */
  public double sampleValue() {
    return switch (this) {
      case UP -> 1;
      case DEGRADED -> 0.5;
      case DOWN -> 0;
      case UNKNOWN -> Double.NaN;
    };
  }

  /** Returns the worst of {@code statuses}, {@link #UNKNOWN} if there is none. */
  public static HealthStatus worst(Collection<HealthStatus> statuses) {
    return statuses.stream().min(Comparator.naturalOrder()).orElse(UNKNOWN);
  }
}
