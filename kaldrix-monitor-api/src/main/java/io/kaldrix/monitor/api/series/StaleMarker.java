package io.kaldrix.monitor.api.series;

/**
 * The value that says "this series has ended": one bit pattern among the NaNs, the same as in
 * Prometheus, so that a query does not look back past it. An ordinary NaN is not stale.
 */
public final class StaleMarker {

  private static final long BITS = 0x7ff0000000000002L;

  /** The marker. Compare with {@link #is}, as NaN equals nothing. */
  public static final double VALUE = Double.longBitsToDouble(BITS);

  private StaleMarker() {}

  /** Returns whether {@code value} is the marker, bit for bit. */
  public static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }
}
