package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what stands between an operator and its right operand: which samples belong together. */
final class MatchingParser {

  private final Source source;
  private final Cursor cursor;
  private final Numbers numbers;
  private final LabelNames labelNames;

  MatchingParser(Source source, Cursor cursor, Numbers numbers, LabelNames labelNames) {
    this.source = source;
    this.cursor = cursor;
    this.numbers = numbers;
    this.labelNames = labelNames;
  }

  /** Returns the matching, empty if nothing is said. */
  Optional<VectorMatching> matching(BinaryOperator operator) {
    VectorMatching matching = VectorMatching.ALL_LABELS;
    boolean on = cursor.peek().isWord("on");
    boolean given = on || cursor.peek().isWord("ignoring");
    if (given) {
      cursor.take();
      List<String> labels = labelNames.read();
      matching =
          new VectorMatching(on, labels, group(operator, on, labels), VectorMatching.Fill.NONE);
    }
    Token token = cursor.peek();
    VectorMatching.Fill fill = fill();
    if (fill.equals(VectorMatching.Fill.NONE)) {
      return given ? Optional.of(matching) : Optional.empty();
    }
    if (operator.isSetOperator()) {
      throw source.error(
          token.offset(),
          "filling in missing series is not allowed for \"" + operator.symbol() + "\" operation");
    }
    return Optional.of(
        new VectorMatching(matching.on(), matching.labels(), matching.group(), fill));
  }

  private VectorMatching.Group group(BinaryOperator operator, boolean on, List<String> labels) {
    Token group = cursor.peek();
    boolean left = cursor.passWord("group_left");
    boolean right = !left && cursor.passWord("group_right");
    if (!left && !right) {
      return new VectorMatching.Group.OneToOne();
    }
    if (operator.isSetOperator()) {
      throw source.error(
          group.offset(), "no grouping allowed for \"" + operator.symbol() + "\" operation");
    }
    List<String> include = cursor.peek().is("(") ? labelNames.read() : List.of();
    for (String name : include) {
      if (on && labels.contains(name)) {
        throw source.error(
            group.offset(), "label \"" + name + "\" must not occur in ON and GROUP clause at once");
      }
    }
    return left ? new VectorMatching.Group.Left(include) : new VectorMatching.Group.Right(include);
  }

  private VectorMatching.Fill fill() {
    if (cursor.isCall("fill")) {
      cursor.take();
      OptionalDouble value = OptionalDouble.of(value());
      return new VectorMatching.Fill(value, value);
    }
    OptionalDouble left = OptionalDouble.empty();
    OptionalDouble right = OptionalDouble.empty();
    while (true) {
      if (left.isEmpty() && cursor.isCall("fill_left")) {
        cursor.take();
        left = OptionalDouble.of(value());
      } else if (right.isEmpty() && cursor.isCall("fill_right")) {
        cursor.take();
        right = OptionalDouble.of(value());
      } else {
        return new VectorMatching.Fill(left, right);
      }
    }
  }

  private double value() {
    cursor.pass("(");
    Token sign = cursor.peek();
    if (sign.is("-") || sign.is("+")) {
      cursor.take();
    }
    double value = number();
    cursor.pass(")");
    return sign.is("-") ? -value : value;
  }

  private double number() {
    if (cursor.peek().kind() == Token.Kind.NUMBER) {
      return numbers.valueOf(cursor.take());
    }
    if (cursor.passWord("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (cursor.passWord("nan")) {
      return Double.NaN;
    }
    throw cursor.unexpectedIn("fill modifier", "number");
  }
}
