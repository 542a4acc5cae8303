package io.kaldrix.monitor.core.query.eval;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Up to where a bucket of a classic histogram counts. */
public final class BucketBound {

  /** The label that says it. */
  public static final String LABEL = "le";

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private BucketBound() {}

  /** Returns the bound that a label's value says, empty if it is no number. */
  public static OptionalDouble of(String text) {
    if (NUMBER.matcher(text).matches()) {
      return OptionalDouble.of(Double.parseDouble(text));
    }
    return switch (text) {
      case "+Inf", "+inf", "Inf", "inf" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-Inf", "-inf" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }
}
