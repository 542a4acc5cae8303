package io.kaldrix.monitor.core.alarm.math;

import java.util.ArrayList;
import java.util.List;

/** Takes an expression apart into words. */
final class MathLexer {

  private static final List<String> SYMBOLS =
      List.of(
          "==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "^", "(", ")", "[", "]",
          ",");

  private final String text;
  private int at;

  private MathLexer(String text) {
    this.text = text;
  }

  static List<MathToken> tokens(String expression) {
    MathLexer lexer = new MathLexer(expression);
    List<MathToken> tokens = new ArrayList<>();
    MathToken token;
    do {
      token = lexer.next();
      tokens.add(token);
    } while (token.kind() != MathToken.Kind.END);
    return tokens;
  }

  private MathToken next() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    int start = at;
    if (at == text.length()) {
      return new MathToken(MathToken.Kind.END, at, "");
    }
    char c = text.charAt(at);
    if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
      return number(start);
    }
    if (isLetter(c)) {
      while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
        at++;
      }
      return new MathToken(MathToken.Kind.NAME, start, text.substring(start, at));
    }
    if (c == '"' || c == '\'') {
      int end = text.indexOf(c, at + 1);
      if (end < 0) {
        throw new MathException(text, start, "a text begins that does not end");
      }
      at = end + 1;
      return new MathToken(MathToken.Kind.TEXT, start, text.substring(start + 1, end));
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new MathToken(MathToken.Kind.SYMBOL, start, symbol);
      }
    }
    throw new MathException(
        text, at, "unexpected character '" + Character.toString(text.codePointAt(at)) + "'");
  }

  private MathToken number(int start) {
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      int exponent = at;
      digits();
      if (at == exponent) {
        throw new MathException(text, start, "the number's exponent has no digits");
      }
    }
    return new MathToken(MathToken.Kind.NUMBER, start, text.substring(start, at));
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
