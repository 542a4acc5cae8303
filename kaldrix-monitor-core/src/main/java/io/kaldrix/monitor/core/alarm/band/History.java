package io.kaldrix.monitor.core.alarm.band;

import java.time.Duration;
import java.time.ZoneId;

/**
 * A metric's past.
 *
 * @param timesMillis when each datapoint's period begins, ascending, milliseconds since the Unix
 *     epoch
 * @param values as many; {@code NaN} where one is missing or not to be learned from
 * @param period what one datapoint stands for
 * @param zone whose days and weeks count
 * @param most the greatest value that the metric can have, such as 100 of a percentage; infinite if
 *     any
 */
@SuppressWarnings("ArrayRecordComponent") // a view that is read and let go
public record History(
    long[] timesMillis, double[] values, Duration period, ZoneId zone, double most) {

  /** Creates a past. */
  public History {
    if (timesMillis.length != values.length) {
      throw new IllegalArgumentException(
          timesMillis.length + " times for " + values.length + " values");
    }
  }
}
