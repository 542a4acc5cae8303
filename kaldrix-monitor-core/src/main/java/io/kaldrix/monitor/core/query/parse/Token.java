package io.kaldrix.monitor.core.query.parse;

import java.util.Locale;

/**
 * The smallest part of an expression that means something.
 *
 * @param kind what it is
 * @param text as it stands in the expression; of a string, what it says
 * @param offset its first character, counted from 0
 */
record Token(Kind kind, String text, int offset) {

  enum Kind {
    /** A name or a word of the language. */
    WORD,
    /** A number or a duration. */
    NUMBER,
    /** A text in quotes. */
    STRING,
    /** An operator, a bracket, a comma. */
    SYMBOL,
    /** Nothing more follows. */
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  String lowerCase() {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Returns what a message calls it. */
  String described() {
    return switch (kind) {
      case WORD -> "identifier \"" + text + "\"";
      case NUMBER -> "number \"" + text + "\"";
      case STRING -> "string \"" + text + "\"";
      case SYMBOL -> "\"" + text + "\"";
      case END -> "end of input";
    };
  }
}
