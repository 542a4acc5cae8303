package io.kaldrix.monitor.core.template.syntax;

/**
 * A piece of a template's text.
 *
 * @param text as it stands in the template; trimmed if it is literal text
 * @param offset of its first character
 */
record Token(Kind kind, String text, int offset) {

  enum Kind {
    TEXT,
    LEFT_DELIMITER,
    RIGHT_DELIMITER,
    SPACE,
    PIPE,
    DECLARE,
    ASSIGN,
    COMMA,
    LEFT_PARENTHESIS,
    RIGHT_PARENTHESIS,
    DOT,
    FIELD,
    VARIABLE,
    WORD,
    STRING,
    CHARACTER,
    NUMBER,
    END
  }

  int end() {
    return offset + text.length();
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  /** Returns what a message calls the token. */
  String shown() {
    return switch (kind) {
      case END -> "the end of the text";
      case RIGHT_DELIMITER -> "}}";
      case SPACE -> "a space";
      default -> "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    };
  }
}
