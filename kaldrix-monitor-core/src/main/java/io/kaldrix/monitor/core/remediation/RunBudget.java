package io.kaldrix.monitor.core.remediation;

import io.kaldrix.monitor.api.plugin.DurationText;
import io.kaldrix.monitor.api.remediation.RemediationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether an action may run once more. Holds nothing, reads no clock. */
final class RunBudget {

  private static final Duration HOUR = Duration.ofHours(1);

  private RunBudget() {}

  /**
   * Returns why the action is held back at {@code now}, empty if it may run.
   *
   * @param starts when it was run before, in ascending order
   */
  static Optional<String> heldBack(RemediationPolicy policy, List<Instant> starts, Instant now) {
    if (starts.isEmpty()) {
      return Optional.empty();
    }
    Instant free = starts.get(starts.size() - 1).plus(policy.coolDown());
    if (free.isAfter(now)) {
      return Optional.of(
          "cools down for another " + DurationText.format(Duration.between(now, free)));
    }
    long lastHour = starts.stream().filter(start -> start.isAfter(now.minus(HOUR))).count();
    return lastHour >= policy.maxRunsPerHour()
        ? Optional.of("has run " + lastHour + " times in the last hour, as often as it may")
        : Optional.empty();
  }

  /** Returns the starts that still count at {@code now}. */
  static List<Instant> stillCounting(RemediationPolicy policy, List<Instant> starts, Instant now) {
    Duration counts = policy.coolDown().compareTo(HOUR) > 0 ? policy.coolDown() : HOUR;
    return starts.stream().filter(start -> start.isAfter(now.minus(counts))).toList();
  }
}
