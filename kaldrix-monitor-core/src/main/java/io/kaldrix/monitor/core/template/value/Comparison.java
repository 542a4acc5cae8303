package io.kaldrix.monitor.core.template.value;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Go's {@code eq} and {@code lt}: a whole number and a floating-point number do not compare. */
public final class Comparison {

  private static final String INCOMPATIBLE = "incompatible types for comparison";

  private Comparison() {}

  /** Returns whether two values are equal. */
  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == right;
    }
    Object a = comparable(left);
    Object b = comparable(right);
    if (a == null || b == null) {
      return a == b;
    }
    if (a.getClass() != b.getClass()) {
      throw new IllegalArgumentException(
          INCOMPATIBLE + " (" + Values.typeName(a) + " and " + Values.typeName(b) + ")");
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x.doubleValue() == y.doubleValue();
    }
    return a.equals(b);
  }

  private static @Nullable Object comparable(@Nullable Object value) {
    Object plain = Values.plain(value);
    if (plain instanceof Map || plain instanceof Collection) {
      throw new IllegalArgumentException(
          "non-comparable type " + Values.typeName(value) + " for comparison");
    }
    return plain;
  }

  /** Returns whether one value comes before another. */
  public static boolean less(@Nullable Object left, @Nullable Object right) {
    Object a = comparable(left);
    Object b = comparable(right);
    if (a instanceof Long x && b instanceof Long y) {
      return x < y;
    }
    if (a instanceof Double x && b instanceof Double y) {
      return x < y;
    }
    if (a instanceof String x && b instanceof String y) {
      return x.compareTo(y) < 0;
    }
    if (a == null || b == null || a instanceof Boolean || b instanceof Boolean) {
      throw new IllegalArgumentException("invalid type for comparison");
    }
    throw new IllegalArgumentException(
        INCOMPATIBLE + " (" + Values.typeName(a) + " and " + Values.typeName(b) + ")");
  }
}
