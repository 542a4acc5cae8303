package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.RuleGroup;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides when a group is evaluated: at the first tick in each slot of its interval. Slots begin at
 * multiples of the interval since the epoch, shifted by an offset that is always the same for a
 * group and differs between groups, so that not all are evaluated at the same tick.
 *
 * @param intervalMillis the length of a slot, each tick is one if zero
 * @param offsetMillis by how much slots are shifted, below the interval
 */
record GroupSchedule(long intervalMillis, long offsetMillis) {

  /** Returns the schedule of a group. */
  static GroupSchedule of(RuleGroup group, boolean spread) {
    long interval = group.interval().map(Duration::toMillis).orElse(0L);
    if (interval == 0 || !spread) {
      return new GroupSchedule(interval, 0);
    }
    long fingerprint = Labels.of("file", group.file(), "group", group.name()).fingerprint();
    return new GroupSchedule(interval, Math.floorMod(fingerprint, interval));
  }

  /** Returns the number of the slot that {@code tick} lies in. */
  long slot(Instant tick) {
    return intervalMillis == 0
        ? tick.toEpochMilli()
        : Math.floorDiv(tick.toEpochMilli() - offsetMillis, intervalMillis);
  }
}
