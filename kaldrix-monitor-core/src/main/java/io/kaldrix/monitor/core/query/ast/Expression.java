package io.kaldrix.monitor.core.query.ast;

import java.util.List;

/**
 * One PromQL expression. Each case carries only what is true of it; all are immutable, may be
 * shared between threads and are equal if they say the same, wherever they stand in a text.
 */
public sealed interface Expression
    permits NumberLiteral,
        StringLiteral,
        VectorSelector,
        MatrixSelector,
        Subquery,
        Parentheses,
        Negation,
        Affirmation,
        BinaryOperation,
        Aggregation,
        Call {

  /** Returns what the expression evaluates to. */
  ValueType type();

  /** Returns where it begins. */
  Position position();

  /** Returns its operands and arguments, in the order of the text. */
  List<Expression> children();

  /** Returns the expression without the parentheses around it. */
  default Expression unwrapped() {
    Expression inner = this;
    while (inner instanceof Parentheses parentheses) {
      inner = parentheses.inner();
    }
    return inner;
  }

  /** Returns the expression as text that parses to an equal one. */
  default String text() {
    return Printer.print(this);
  }
}
