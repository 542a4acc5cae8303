package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.api.query.QueryException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an expression into tokens. What a character means depends on where it stands: a colon is
 * part of a metric's name, except in brackets, where it parts a subquery's range from its step; in
 * braces there are label names, texts and the four ways to compare them, and nothing else.
 */
final class Lexer {

  private enum Place {
    TOP(""),
    BRACES(" inside braces"),
    BRACKETS(" inside brackets");

    private final String label;

    Place(String label) {
      this.label = label;
    }

    /** Returns the symbols there are here, longer ones before those they begin with. */
    private List<String> symbols() {
      return switch (this) {
        case TOP -> TOP_SYMBOLS;
        case BRACES -> BRACES_SYMBOLS;
        case BRACKETS -> BRACKETS_SYMBOLS;
      };
    }
  }

  private static final List<String> TOP_SYMBOLS =
      List.of(
          "==", "!=", "<=", ">=", "</", ">/", "=~", "!~", "<", ">", "=", "+", "-", "*", "/", "%",
          "^", ",", "(", ")", "{", "[", "@");
  private static final List<String> BRACES_SYMBOLS = List.of("!=", "=~", "!~", "=", ",", "}");
  private static final List<String> BRACKETS_SYMBOLS =
      List.of(":", "]", "+", "-", "*", "/", "%", "^", "(", ")", ",");

  private final Source source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private Place place = Place.TOP;
  private int at;

  private Lexer(Source source) {
    this.source = source;
    this.text = source.text();
  }

  /**
   * Returns the tokens of an expression, of which the last one is {@link Token.Kind#END}.
   *
   * @throws QueryException at a character that begins no token
   */
  static List<Token> tokens(Source source) {
    return new Lexer(source).scan();
  }

  private List<Token> scan() {
    skipBlanks();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"' || c == '\'' || c == '`') {
        StringScanner.Scanned string = StringScanner.scan(source, at);
        tokens.add(new Token(Token.Kind.STRING, string.value(), at));
        at = string.end();
      } else if (place != Place.BRACES && beginsNumber(c)) {
        number();
      } else if (isWordStart(c)) {
        word();
      } else {
        symbol();
      }
      skipBlanks();
    }
    if (place != Place.TOP) {
      throw source.error(
          at,
          place == Place.BRACES
              ? "unexpected end of input inside braces, expected \"}\""
              : "unclosed left bracket, expected \"]\"");
    }
    tokens.add(new Token(Token.Kind.END, "", at));
    return tokens;
  }

  private void skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private boolean beginsNumber(char c) {
    return isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)));
  }

  private void number() {
    int from = at;
    boolean plain = true; // a sign belongs to a number only behind the exponent of a decimal one
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponent = plain && (c == 'e' || c == 'E');
      plain &= isDigit(c) || c == '.';
      if (!isWordLetter(c) && c != '.') {
        break;
      }
      at++;
      boolean signed = at + 1 < text.length() && isDigit(text.charAt(at + 1));
      if (exponent && signed && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
    }
    tokens.add(new Token(Token.Kind.NUMBER, text.substring(from, at), from));
  }

  private boolean isWordStart(char c) {
    return isAsciiLetter(c) || c == '_' || (c == ':' && place == Place.TOP);
  }

  private void word() {
    int from = at;
    while (at < text.length()
        && (isWordLetter(text.charAt(at)) || (text.charAt(at) == ':' && place == Place.TOP))) {
      at++;
    }
    tokens.add(new Token(Token.Kind.WORD, text.substring(from, at), from));
  }

  private void symbol() {
    for (String symbol : place.symbols()) {
      if (text.startsWith(symbol, at)) {
        tokens.add(new Token(Token.Kind.SYMBOL, symbol, at));
        at += symbol.length();
        switch (symbol) {
          case "{" -> place = Place.BRACES;
          case "[" -> place = Place.BRACKETS;
          case "}", "]" -> place = Place.TOP;
          default -> {}
        }
        return;
      }
    }
    String found = new StringBuilder().appendCodePoint(text.codePointAt(at)).toString();
    throw source.error(
        at,
        "unexpected character"
            + place.label
            + ": '"
            + found
            + "'"
            + (found.equals("!") ? ", comparisons are != and, in braces, !~" : ""));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isWordLetter(char c) {
    return isAsciiLetter(c) || isDigit(c) || c == '_';
  }
}
