package io.kaldrix.monitor.api.label;

/**
 * A condition on one label that selects series, such as {@code job=~"api|web"}. A label that a
 * series lacks has the empty value. A regular expression (RE2 syntax) must match the whole value.
 *
 * @param name the label's name
 * @param operator how the value is compared
 * @param value the value or regular expression to compare with
 */
public record Matcher(String name, Operator operator, String value) {

  /** How a matcher compares. */
  public enum Operator {
    /** The value is equal. */
    EQUAL("="),
    /** The value differs. */
    NOT_EQUAL("!="),
    /** The whole value matches the regular expression. */
    MATCHES("=~"),
    /** The whole value does not match the regular expression. */
    NOT_MATCHES("!~");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** Returns the operator as expressions write it. */
    public String symbol() {
      return symbol;
    }

    /** Returns whether the value is a regular expression. */
    public boolean isRegularExpression() {
      return this == MATCHES || this == NOT_MATCHES;
    }
  }

  /** Creates a matcher. The regular expression is checked by whoever compiles it. */
  public Matcher {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("matcher name is empty, must be one character or more");
    }
  }

  /** Returns a matcher for one exact value. */
  public static Matcher equal(String name, String value) {
    return new Matcher(name, Operator.EQUAL, value);
  }

  /** Returns a matcher for the series of one metric. */
  public static Matcher metric(String metricName) {
    return equal(Label.METRIC_NAME, metricName);
  }

  /** Returns the matcher as a selector writes it. */
  @Override
  public String toString() {
    return name + operator.symbol() + Label.quoted(value);
  }
}
