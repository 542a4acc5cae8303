package io.kaldrix.monitor.core.alarm.metric;

import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.util.function.DoubleSupplier;

/**
 * Makes samples of series: of a gauge its own, of a counter what it has grown by since the last.
 */
final class Increments {

  private Increments() {}

  /** Takes samples. */
  interface Sink {
    void accept(long timestampMillis, double value);
  }

  /** Hands over a gauge's samples. */
  static void gauge(Samples samples, Sink sink) {
    for (int i = 0; i < samples.size(); i++) {
      if (Double.isFinite(samples.value(i))) {
        sink.accept(samples.timestampMillis(i), samples.value(i));
      }
    }
  }

  /**
   * Hands over by how much a counter has grown. One that falls has begun again at zero, and so has
   * one after a stale marker.
   *
   * @param before what the counter was before the first sample, asked for only if needed; {@code
   *     NaN} if nobody knows, so that the first sample tells of no growth
   */
  static void counter(Samples samples, DoubleSupplier before, Sink sink) {
    double last = Double.NaN;
    boolean first = true;
    for (int i = 0; i < samples.size(); i++) {
      double value = samples.value(i);
      if (StaleMarker.is(value)) {
        last = 0;
        first = false;
      } else if (Double.isFinite(value)) {
        if (first) {
          last = before.getAsDouble();
          first = false;
        }
        if (!Double.isNaN(last)) {
          sink.accept(samples.timestampMillis(i), value >= last ? value - last : value);
        }
        last = value;
      }
    }
  }
}
