package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.series.Tier;
import java.time.Duration;

/**
 * How long coarse aggregates are kept.
 *
 * @param fiveMinutes how long those of five minutes, above zero
 * @param hour how long those of an hour, above zero
 * @param maxBytes the most memory for all of them, 1 MiB or more; the oldest go first
 */
public record TierLimits(Duration fiveMinutes, Duration hour, long maxBytes) {

  /** Two weeks of five minutes, thirteen weeks of hours, 64 MiB. */
  public static final TierLimits DEFAULTS =
      new TierLimits(Duration.ofDays(14), Duration.ofDays(91), 64L << 20);

  /** Creates limits. */
  public TierLimits {
    check("fiveMinutes", fiveMinutes);
    check("hour", hour);
    if (maxBytes < 1 << 20) {
      throw new IllegalArgumentException("maxBytes is " + maxBytes + ", must be 1 MiB or more");
    }
  }

  private static void check(String name, Duration retention) {
    if (retention.isZero() || retention.isNegative()) {
      throw new IllegalArgumentException(name + " is " + retention + ", must be above zero");
    }
  }

  long retentionMillis(Tier tier) {
    return switch (tier) {
      case FIVE_MINUTES -> fiveMinutes.toMillis();
      case HOUR -> hour.toMillis();
    };
  }
}
