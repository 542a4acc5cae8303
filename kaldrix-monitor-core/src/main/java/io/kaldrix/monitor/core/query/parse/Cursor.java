package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.api.query.QueryException;
import java.util.List;

/** Walks over the tokens of one expression. For one use by one thread. */
final class Cursor {

  private final Source source;
  private final List<Token> tokens;
  private int next;

  Cursor(Source source) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  /** Returns the token that comes next. */
  Token peek() {
    return tokens.get(next);
  }

  /** Returns the token that comes next, and passes it. */
  Token take() {
    return tokens.get(next++);
  }

  boolean isSymbol(int ahead, String symbol) {
    return next + ahead < tokens.size() && tokens.get(next + ahead).is(symbol);
  }

  boolean isWord(int ahead, String word) {
    return next + ahead < tokens.size() && tokens.get(next + ahead).isWord(word);
  }

  /** Returns whether the next token is this word with an opening parenthesis behind it. */
  boolean isCall(String word) {
    return peek().isWord(word) && isSymbol(1, "(");
  }

  boolean passWord(String word) {
    boolean passed = peek().isWord(word);
    if (passed) {
      next++;
    }
    return passed;
  }

  Token pass(String symbol) {
    return pass(symbol, "\"" + symbol + "\"");
  }

  Token pass(String symbol, String expected) {
    if (!peek().is(symbol)) {
      throw unexpected(expected);
    }
    return take();
  }

  QueryException unexpected(String expected) {
    Token token = peek();
    return source.error(
        token.offset(), "unexpected " + token.described() + ", expected " + expected);
  }

  QueryException unexpectedIn(String place, String expected) {
    Token token = peek();
    return source.error(
        token.offset(),
        "unexpected " + token.described() + " in " + place + ", expected " + expected);
  }
}
