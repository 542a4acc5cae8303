package io.kaldrix.monitor.api.rule;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison with a number, such as {@code > 0.95}.
 *
 * @param comparison how a value is compared
 * @param value the number it is compared with, in the unit of the value
 */
public record Threshold(Comparison comparison, double value) {

  private static final Pattern SHAPE =
      Pattern.compile(
          "\\s*(>=|<=|==|!=|>|<)\\s*([+-]?(?:\\d{1,30}(?:\\.\\d{0,30})?|\\.\\d{1,30})"
              + "(?:[eE][+-]?\\d{1,3})?)\\s*");

  /** Creates a threshold. */
  public Threshold {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("a threshold is NaN, must be a number");
    }
  }

  /** How a value is compared. {@code NaN} reaches no threshold but that of {@link #NOT_EQUAL}. */
  public enum Comparison {
    /** Above. */
    ABOVE(">"),
    /** Above or equal. */
    AT_LEAST(">="),
    /** Below. */
    BELOW("<"),
    /** Below or equal. */
    AT_MOST("<="),
    /** Equal. */
    EQUAL("=="),
    /** Anything else. */
    NOT_EQUAL("!=");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    /** Returns the comparison as PromQL writes it. */
    public String symbol() {
      return symbol;
    }
  }

  /** Returns the threshold that is written so, such as {@code >= 80}; empty if it is none. */
  public static Optional<Threshold> parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return Optional.empty();
    }
    return Arrays.stream(Comparison.values())
        .filter(each -> each.symbol.equals(shape.group(1)))
        .findFirst()
        .map(comparison -> new Threshold(comparison, Double.parseDouble(shape.group(2))));
  }

  /** Returns whether a value has reached the threshold. */
  public boolean isReachedBy(double sample) {
    return switch (comparison) {
      case ABOVE -> sample > value;
      case AT_LEAST -> sample >= value;
      case BELOW -> sample < value;
      case AT_MOST -> sample <= value;
      case EQUAL -> sample == value;
      case NOT_EQUAL -> sample != value;
    };
  }

  /** Returns the threshold as PromQL writes it, such as {@code > 0.95}. */
  @Override
  public String toString() {
    return comparison.symbol + " " + value;
  }
}
