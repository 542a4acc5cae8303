package io.kaldrix.monitor.core.template.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into tokens: literal text, and what stands between double braces. Spaces are
 * tokens too, as {@code .a.b} is one operand and {@code .a .b} are two.
 */
final class Lexer {

  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final String SPACES = " \t\r\n";

  private final Source source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private boolean trimNext;

  private Lexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  static List<Token> tokens(Source source) {
    Lexer lexer = new Lexer(source);
    lexer.scan();
    return lexer.tokens;
  }

  private void scan() {
    while (at < text.length()) {
      int left = text.indexOf(LEFT, at);
      if (left < 0) {
        literal(text.length(), false);
        break;
      }
      boolean trims = isTrimMarker(left + LEFT.length());
      literal(left, trims);
      at = left + LEFT.length() + (trims ? 1 : 0);
      int comment = at;
      while (trims && comment < text.length() && isSpace(comment)) {
        comment++;
      }
      if (text.startsWith("/*", comment)) {
        comment(left, comment);
      } else {
        action(left);
      }
    }
    add(Token.Kind.END, text.length(), text.length());
  }

  /** A dash after the braces trims only if a space follows it, else it is the sign of a number. */
  private boolean isTrimMarker(int dash) {
    return dash + 1 < text.length() && text.charAt(dash) == '-' && isSpace(dash + 1);
  }

  private void literal(int end, boolean trimsEnd) {
    int from = at;
    int to = end;
    while (trimNext && from < to && isSpace(from)) {
      from++;
    }
    while (trimsEnd && to > from && isSpace(to - 1)) {
      to--;
    }
    trimNext = false;
    if (to > from) {
      add(Token.Kind.TEXT, from, to);
    }
    at = end;
  }

  private void comment(int left, int begin) {
    int end = text.indexOf("*/", begin + 2);
    if (end < 0) {
      throw source.error(left, "unclosed comment");
    }
    at = end + 2;
    int spaces = at;
    while (spaces < text.length() && isSpace(spaces)) {
      spaces++;
    }
    trimNext = spaces > at && text.startsWith("-" + RIGHT, spaces);
    if (trimNext) {
      at = spaces + 1;
    }
    if (!text.startsWith(RIGHT, at)) {
      throw source.error(left, "comment ends before the closing }}");
    }
    at += RIGHT.length();
  }

  private void action(int left) {
    add(Token.Kind.LEFT_DELIMITER, left, left + LEFT.length());
    while (true) {
      if (at >= text.length()) {
        throw source.error(left, "unclosed action, }} is missing");
      }
      if (text.startsWith(RIGHT, at)) {
        close();
        return;
      }
      if (isSpace(at)) {
        space();
        continue;
      }
      token();
    }
  }

  private void close() {
    add(Token.Kind.RIGHT_DELIMITER, at, at + RIGHT.length());
    at += RIGHT.length();
  }

  private void space() {
    int from = at;
    while (at < text.length() && isSpace(at)) {
      at++;
    }
    if (text.startsWith("-" + RIGHT, at)) {
      at++;
      trimNext = true;
      return;
    }
    add(Token.Kind.SPACE, from, at);
  }

  private void token() {
    char c = text.charAt(at);
    switch (c) {
      case '|' -> one(Token.Kind.PIPE);
      case ',' -> one(Token.Kind.COMMA);
      case '(' -> one(Token.Kind.LEFT_PARENTHESIS);
      case ')' -> one(Token.Kind.RIGHT_PARENTHESIS);
      case '=' -> one(Token.Kind.ASSIGN);
      case ':' -> declare();
      case '"' -> quoted('"', Token.Kind.STRING);
      case '\'' -> quoted('\'', Token.Kind.CHARACTER);
      case '`' -> raw();
      case '$' -> name(Token.Kind.VARIABLE);
      case '.' -> dot();
      default -> {
        if (c == '+' || c == '-' || isDigit(c)) {
          number();
        } else if (isLetter(text.codePointAt(at))) {
          name(Token.Kind.WORD);
        } else {
          throw source.error(at, "unexpected character '" + Character.toString(code()) + "'");
        }
      }
    }
  }

  private int code() {
    return text.codePointAt(at);
  }

  private void one(Token.Kind kind) {
    add(kind, at, at + 1);
    at++;
  }

  private void declare() {
    if (!text.startsWith(":=", at)) {
      throw source.error(at, "unexpected ':', must be ':='");
    }
    add(Token.Kind.DECLARE, at, at + 2);
    at += 2;
  }

  private void quoted(char quote, Token.Kind kind) {
    int from = at++;
    while (at < text.length() && text.charAt(at) != quote) {
      if (text.charAt(at) == '\n') {
        break;
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length() || text.charAt(at) != quote) {
      throw source.error(from, "unterminated quoted string");
    }
    at++;
    add(kind, from, at);
  }

  private void raw() {
    int end = text.indexOf('`', at + 1);
    if (end < 0) {
      throw source.error(at, "unterminated raw quoted string");
    }
    add(Token.Kind.STRING, at, end + 1);
    at = end + 1;
  }

  private void dot() {
    if (at + 1 < text.length() && isDigit(text.charAt(at + 1))) {
      number();
    } else if (at + 1 < text.length() && isLetter(text.codePointAt(at + 1))) {
      name(Token.Kind.FIELD);
    } else {
      one(Token.Kind.DOT);
    }
  }

  private void name(Token.Kind kind) {
    int from = at;
    at += kind == Token.Kind.WORD ? 0 : 1;
    while (at < text.length() && isLetterOrDigit(code())) {
      at += Character.charCount(code());
    }
    terminated(from);
    add(kind, from, at);
  }

  /** A name ends where a space, a parenthesis, a chain or the action's end begins. */
  private void terminated(int from) {
    boolean ends =
        at >= text.length()
            || isSpace(at)
            || ".,|:()=".indexOf(text.charAt(at)) >= 0
            || text.startsWith(RIGHT, at);
    if (!ends) {
      throw source.error(
          at, "unexpected '" + Character.toString(code()) + "' after " + text.substring(from, at));
    }
  }

  private void number() {
    int from = at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean sign = c == '+' || c == '-';
      boolean exponent = "eEpP".indexOf(text.charAt(at - 1)) >= 0 && !isHexWithoutExponent(from);
      if (!(isLetterOrDigit(c) || c == '.' || (sign && exponent))) {
        break;
      }
      at++;
    }
    add(Token.Kind.NUMBER, from, at);
  }

  private boolean isHexWithoutExponent(int from) {
    String digits = text.substring(from, at);
    return (digits.contains("0x") || digits.contains("0X"))
        && "eE".indexOf(digits.charAt(digits.length() - 1)) >= 0;
  }

  private void add(Token.Kind kind, int from, int to) {
    tokens.add(new Token(kind, text.substring(from, to), from));
  }

  private boolean isSpace(int index) {
    return SPACES.indexOf(text.charAt(index)) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isLetterOrDigit(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}
