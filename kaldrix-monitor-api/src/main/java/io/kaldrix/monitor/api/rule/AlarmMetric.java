package io.kaldrix.monitor.api.rule;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A metric of CloudWatch and how it is read: {@code MetricStat}.
 *
 * @param namespace such as {@code AWS/EC2} or one's own; may be empty
 * @param name such as {@code CPUUtilization}
 * @param dimensions what tells it from others of that name
 * @param period what one datapoint stands for: 10, 20, 30 seconds or full minutes
 * @param statistic how the samples of a period become a datapoint
 * @param unit such as {@code Percent}, empty if any
 */
public record AlarmMetric(
    String namespace,
    String name,
    Map<String, String> dimensions,
    Duration period,
    Statistic statistic,
    Optional<String> unit) {

  /** What a period may be, for messages. */
  public static final String ALLOWED_PERIODS = "10, 20, 30 or a multiple of 60 seconds";

  /** Creates a metric. */
  public AlarmMetric {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a metric has no name");
    }
    if (!isPeriod(period)) {
      throw new IllegalArgumentException(
          "metric '" + name + "': period is " + period + ", must be " + ALLOWED_PERIODS);
    }
    dimensions = Collections.unmodifiableMap(new TreeMap<>(dimensions));
  }

  /** Returns whether metrics may have that period. */
  public static boolean isPeriod(Duration period) {
    long millis = period.toMillis();
    return millis == 10_000
        || millis == 20_000
        || millis == 30_000
        || (millis > 0 && millis % 60_000 == 0);
  }
}
