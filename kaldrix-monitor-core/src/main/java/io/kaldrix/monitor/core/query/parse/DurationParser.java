package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.DurationExpression;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads ranges, steps and offsets. In brackets all that calculates may stand; behind {@code offset}
 * only one operand with a sign, as what follows it belongs to the expression around.
 */
final class DurationParser {

  private static final Map<String, BinaryOperator> OPERATORS =
      Arrays.stream(BinaryOperator.values())
          .filter(operator -> operator.kind() == BinaryOperator.Kind.ARITHMETIC)
          .filter(operator -> operator != BinaryOperator.ATAN2 && !operator.isTrim())
          .collect(Collectors.toMap(BinaryOperator::symbol, Function.identity()));

  private final Source source;
  private final Cursor cursor;
  private final Numbers numbers;
  private final int maxSize;
  private int size;
  private String place = "range";

  /**
   * Creates a parser.
   *
   * @param maxSize how many operands and operators one duration may have
   */
  DurationParser(Source source, Cursor cursor, Numbers numbers, int maxSize) {
    this.source = source;
    this.cursor = cursor;
    this.numbers = numbers;
    this.maxSize = maxSize;
  }

  /** Reads a range or step, of which a plain one must last. */
  DurationExpression length() {
    size = 0;
    place = "range";
    int from = cursor.peek().offset();
    DurationExpression length = calculation(1);
    if (length instanceof DurationExpression.Seconds seconds) {
      numbers.checkLength(from, seconds.value());
    }
    return length;
  }

  /** Reads what stands behind {@code offset}. */
  DurationExpression offset() {
    size = 0;
    place = "offset";
    int from = cursor.peek().offset();
    DurationExpression offset = signed(0);
    if (offset instanceof DurationExpression.Seconds seconds) {
      numbers.checkOffset(from, seconds.value());
    }
    return offset;
  }

  private DurationExpression calculation(int loosest) {
    DurationExpression left = signed(BinaryOperator.POWER.precedence());
    while (cursor.peek().kind() == Token.Kind.SYMBOL) {
      BinaryOperator operator = OPERATORS.get(cursor.peek().text());
      if (operator == null || operator.precedence() < loosest) {
        return left;
      }
      Token symbol = cursor.take();
      int precedence = operator.precedence();
      DurationExpression right =
          calculation(operator.isRightAssociative() ? precedence : precedence + 1);
      if (right.isZero() && operator == BinaryOperator.DIVIDE) {
        throw source.error(symbol.offset(), "division by zero");
      }
      if (right.isZero() && operator == BinaryOperator.MODULO) {
        throw source.error(symbol.offset(), "modulo by zero");
      }
      left = new DurationExpression.Calculated(operator, left, right);
    }
    return left;
  }

  /** Reads an operand with signs; one binds looser than operators of {@code tightest}. */
  private DurationExpression signed(int tightest) {
    grow();
    Token sign = cursor.peek();
    if (!sign.is("-") && !sign.is("+")) {
      return operand();
    }
    cursor.take();
    DurationExpression operand = tightest == 0 ? operand() : calculation(tightest);
    if (sign.is("+")) {
      return operand;
    }
    return operand instanceof DurationExpression.Seconds seconds
        ? new DurationExpression.Seconds(-seconds.value())
        : new DurationExpression.Negated(operand);
  }

  private void grow() {
    if (++size > maxSize) {
      throw TreeDepth.tooDeep(source, cursor.peek().offset(), maxSize);
    }
  }

  private DurationExpression operand() {
    grow();
    Token token = cursor.peek();
    if (token.kind() == Token.Kind.NUMBER) {
      return new DurationExpression.Seconds(numbers.valueOf(cursor.take()));
    }
    if (token.is("(")) {
      cursor.take();
      DurationExpression inner = calculation(1);
      cursor.pass(")");
      return inner;
    }
    if (cursor.isCall("step") || cursor.isCall("range")) {
      cursor.take();
      cursor.take();
      cursor.pass(")");
      return token.isWord("step")
          ? new DurationExpression.QueryStep()
          : new DurationExpression.QueryRange();
    }
    if (cursor.isCall("min_of") || cursor.isCall("max_of")) {
      cursor.take();
      cursor.take();
      DurationExpression first = calculation(1);
      cursor.pass(",");
      DurationExpression second = calculation(1);
      cursor.pass(")");
      return token.isWord("min_of")
          ? new DurationExpression.Shorter(first, second)
          : new DurationExpression.Longer(first, second);
    }
    throw cursor.unexpectedIn(place, "number, duration, step(), or range()");
  }
}
