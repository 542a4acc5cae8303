package io.kaldrix.monitor.core.query.ast;

/** What an expression evaluates to. */
public enum ValueType {
  /** One number. */
  SCALAR("scalar"),
  /** One text. */
  STRING("string"),
  /** One sample each of any number of series. */
  INSTANT_VECTOR("instant vector"),
  /** Samples over time of any number of series. */
  RANGE_VECTOR("range vector");

  private final String label;

  ValueType(String label) {
    this.label = label;
  }

  /** Returns the type's name in messages, such as {@code instant vector}. */
  public String label() {
    return label;
  }
}
