package io.kaldrix.monitor.core.query.ast;

/** What stands between two operands. */
public enum BinaryOperator {
  /** What is on either side. */
  OR("or", Kind.SET, 1),
  /** What is on both sides. */
  AND("and", Kind.SET, 2),
  /** What is only on the left. */
  UNLESS("unless", Kind.SET, 2),
  /** Equal. */
  EQUAL("==", Kind.COMPARISON, 3),
  /** Not equal. */
  NOT_EQUAL("!=", Kind.COMPARISON, 3),
  /** Less or equal. */
  LESS_OR_EQUAL("<=", Kind.COMPARISON, 3),
  /** Less. */
  LESS("<", Kind.COMPARISON, 3),
  /** Greater or equal. */
  GREATER_OR_EQUAL(">=", Kind.COMPARISON, 3),
  /** Greater. */
  GREATER(">", Kind.COMPARISON, 3),
  /** Sum. */
  ADD("+", Kind.ARITHMETIC, 4),
  /** Difference. */
  SUBTRACT("-", Kind.ARITHMETIC, 4),
  /** Product. */
  MULTIPLY("*", Kind.ARITHMETIC, 5),
  /** Quotient. */
  DIVIDE("/", Kind.ARITHMETIC, 5),
  /** Remainder, with the sign of the left operand. */
  MODULO("%", Kind.ARITHMETIC, 5),
  /** Angle in radians of the point whose ordinate is on the left and abscissa on the right. */
  ATAN2("atan2", Kind.ARITHMETIC, 5),
  /** What a histogram counted below a value. */
  TRIM_UPPER("</", Kind.ARITHMETIC, 5),
  /** What a histogram counted above a value. */
  TRIM_LOWER(">/", Kind.ARITHMETIC, 5),
  /** Power. */
  POWER("^", Kind.ARITHMETIC, 6);

  /** What an operator does. */
  public enum Kind {
    /** Calculates a new value. */
    ARITHMETIC,
    /** Filters, or with {@code bool} says 0 or 1. */
    COMPARISON,
    /** Joins sets of series. */
    SET
  }

  private final String symbol;
  private final Kind kind;
  private final int precedence;

  BinaryOperator(String symbol, Kind kind, int precedence) {
    this.symbol = symbol;
    this.kind = kind;
    this.precedence = precedence;
  }

  /** Returns the operator as expressions write it, in lower case. */
  public String symbol() {
    return symbol;
  }

  /** Returns what it does. */
  public Kind kind() {
    return kind;
  }

  /** Returns how tightly it binds, 1 loosest. */
  public int precedence() {
    return precedence;
  }

  /** Returns whether of two in a row the right one is calculated first. */
  public boolean isRightAssociative() {
    return this == POWER;
  }

  /** Returns whether it cuts off what a histogram counted. */
  public boolean isTrim() {
    return this == TRIM_UPPER || this == TRIM_LOWER;
  }

  /** Returns whether it filters or says 0 or 1. */
  public boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /** Returns whether it joins sets of series. */
  public boolean isSetOperator() {
    return kind == Kind.SET;
  }
}
