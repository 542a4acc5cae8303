package io.kaldrix.monitor.core.alarm.math;

/**
 * A word of an expression.
 *
 * @param offset of its first character, counted from 0
 * @param text as written; of a text without its quotes
 */
record MathToken(Kind kind, int offset, String text) {

  enum Kind {
    NUMBER,
    NAME,
    TEXT,
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbol);
  }

  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
