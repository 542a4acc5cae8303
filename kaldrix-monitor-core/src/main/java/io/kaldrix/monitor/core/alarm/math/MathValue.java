package io.kaldrix.monitor.core.alarm.math;

import java.util.List;

/** What a part of an expression evaluates to; {@code NaN} is a missing datapoint. */
sealed interface MathValue {

  /** One number. */
  record Scalar(double value) implements MathValue {}

  /** A time series: one value for each period. Whoever makes it no longer changes it. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Series(String label, double[] values) implements MathValue {}

  /** Time series in order. */
  record Array(List<Series> series) implements MathValue {
    /** Creates an array of a copy of {@code series}. */
    public Array {
      series = List.copyOf(series);
    }
  }

  /** A quoted text or a word. */
  record Text(String text) implements MathValue {}
}
