package io.kaldrix.monitor.core.health;

import io.kaldrix.monitor.api.health.HealthResult;
import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How long what works may take before it counts as degraded.
 *
 * @param degradedAbove the longest that is still up; empty if any is
 */
record AnswerTime(Optional<Duration> degradedAbove) {

  /** Reads {@code degraded-above}. */
  static AnswerTime read(Settings settings) {
    return new AnswerTime(
        settings.has("degraded-above")
            ? Optional.of(settings.duration("degraded-above", Duration.ZERO))
            : Optional.empty());
  }

  /**
   * Returns the result of what worked.
   *
   * @param done what was done, such as {@code connected}
   */
  HealthResult judge(String done, Duration took) {
    double millis = took.toNanos() / 1e6;
    String summary = String.format(Locale.ROOT, "%s in %.1f ms", done, millis);
    boolean slow = degradedAbove.isPresent() && took.compareTo(degradedAbove.get()) > 0;
    HealthResult result =
        slow
            ? HealthResult.degraded(
                summary + ", more than " + DurationText.format(degradedAbove.get()))
            : HealthResult.up(summary);
    return result.detail("took_ms", String.format(Locale.ROOT, "%.3f", millis));
  }
}
