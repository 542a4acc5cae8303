package io.kaldrix.monitor.core.alarm.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an expression. From loose to tight: OR, AND, comparison, sum, product, minus sign, power;
 * powers group to the right, all else to the left.
 */
final class MathParser {

  private static final int DEEPEST = 100;
  private static final int LONGEST = 2_048;
  private static final Map<String, String> LOGICAL =
      Map.of("AND", "AND", "&&", "AND", "OR", "OR", "||", "OR");
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("OR", "||"),
          Set.of("AND", "&&"),
          Set.of("==", "!=", "<", "<=", ">", ">="),
          Set.of("+", "-"),
          Set.of("*", "/"));

  private final String text;
  private final List<MathToken> tokens;
  private int at;
  private int depth;

  private MathParser(String text) {
    this.text = text;
    this.tokens = MathLexer.tokens(text);
  }

  /**
   * Returns the expression's tree.
   *
   * @throws MathException if it is wrong
   */
  static MathNode parse(String expression) {
    if (expression.length() > LONGEST) {
      throw new MathException(
          expression, LONGEST, "the expression has more than " + LONGEST + " characters");
    }
    MathParser parser = new MathParser(expression);
    MathNode node = parser.binary(0);
    if (parser.peek().kind() != MathToken.Kind.END) {
      throw parser.unexpected("an operator or the end");
    }
    return node;
  }

  private MathNode binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    MathNode left = binary(level + 1);
    int chained = 0;
    while (isOneOf(LEVELS.get(level))) {
      if (++chained > DEEPEST) { // a chain is a tree as deep as it is long
        throw new MathException(
            text, peek().offset(), "more than " + DEEPEST + " operators in a row");
      }
      MathToken operator = next();
      left =
          new MathNode.Binary(
              operator.offset(),
              LOGICAL.getOrDefault(operator.text(), operator.text()),
              left,
              binary(level + 1));
    }
    return left;
  }

  private boolean isOneOf(Set<String> operators) {
    return peek().kind() != MathToken.Kind.TEXT && operators.contains(peek().text());
  }

  private MathNode unary() {
    if (++depth > DEEPEST) {
      throw new MathException(text, peek().offset(), "nested deeper than " + DEEPEST);
    }
    try {
      if (peek().is("-")) {
        return new MathNode.Negation(next().offset(), unary());
      }
      MathNode base = primary();
      if (peek().is("^")) {
        return new MathNode.Binary(next().offset(), "^", base, unary());
      }
      return base;
    } finally {
      depth--;
    }
  }

  private MathNode primary() {
    MathToken token = next();
    return switch (token.kind()) {
      case NUMBER -> new MathNode.Literal(token.offset(), Double.parseDouble(token.text()));
      case TEXT -> new MathNode.Text(token.offset(), token.text());
      case NAME -> named(token);
      default -> bracketed(token);
    };
  }

  private MathNode named(MathToken token) {
    if (peek().is("(")) {
      next();
      return new MathNode.Call(token.offset(), token.text(), listTo(")"));
    }
    return Character.isLowerCase(token.text().charAt(0))
        ? new MathNode.Reference(token.offset(), token.text())
        : word(token);
  }

  private MathNode bracketed(MathToken token) {
    if (token.is("(")) {
      MathNode inner = binary(0);
      expect(")");
      return inner;
    }
    if (token.is("[")) {
      return new MathNode.ListOf(token.offset(), listTo("]"));
    }
    throw unexpected(token, "a number, an id, a function, '(' or '['");
  }

  private MathNode word(MathToken token) {
    if (!MathFunctions.WORDS.contains(token.text())) {
      throw new MathException(
          text,
          token.offset(),
          "'"
              + token.text()
              + "' is neither an id, which begins with a small letter, nor one of the words "
              + String.join(", ", MathFunctions.WORDS));
    }
    return new MathNode.Word(token.offset(), token.text());
  }

  private List<MathNode> listTo(String end) {
    List<MathNode> elements = new ArrayList<>();
    if (peek().is(end)) {
      next();
      return elements;
    }
    while (true) {
      elements.add(binary(0));
      if (peek().is(end)) {
        next();
        return elements;
      }
      expect(",");
    }
  }

  private void expect(String symbol) {
    if (!peek().is(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
    next();
  }

  private MathException unexpected(String expected) {
    return unexpected(peek(), expected);
  }

  private MathException unexpected(MathToken token, String expected) {
    return new MathException(
        text, token.offset(), "unexpected " + token.shown() + ", expected " + expected);
  }

  private MathToken peek() {
    return tokens.get(at);
  }

  private MathToken next() {
    MathToken token = tokens.get(at);
    if (token.kind() != MathToken.Kind.END) {
      at++;
    }
    return token;
  }
}
