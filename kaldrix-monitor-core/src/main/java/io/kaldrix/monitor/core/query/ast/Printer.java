package io.kaldrix.monitor.core.query.ast;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Matcher;
import java.math.BigDecimal;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a tree as text that parses to an equal one. */
final class Printer {

  private static final Pattern PLAIN_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern PLAIN_METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final int TIGHTEST = Integer.MAX_VALUE;

  private Printer() {}

  static String print(Expression expression) {
    if (expression instanceof NumberLiteral number) {
      return number(number.value());
    }
    if (expression instanceof StringLiteral string) {
      return QuotedText.quote(string.value());
    }
    if (expression instanceof VectorSelector selector) {
      return series(selector) + shift(selector.shift()) + reach(selector);
    }
    if (expression instanceof MatrixSelector matrix) {
      return series(matrix.selector())
          + "["
          + DurationPrinter.print(matrix.range())
          + "]"
          + shift(matrix.selector().shift())
          + reach(matrix.selector());
    }
    if (expression instanceof Subquery subquery) {
      return operand(subquery.inner(), TIGHTEST)
          + "["
          + DurationPrinter.print(subquery.range())
          + ":"
          + subquery.step().map(DurationPrinter::print).orElse("")
          + "]"
          + shift(subquery.shift());
    }
    if (expression instanceof Parentheses parentheses) {
      return "(" + print(parentheses.inner()) + ")";
    }
    if (expression instanceof Negation negation) {
      return "-" + operand(negation.operand(), BinaryOperator.POWER.precedence());
    }
    if (expression instanceof Affirmation affirmation) {
      return "+" + operand(affirmation.operand(), BinaryOperator.POWER.precedence());
    }
    if (expression instanceof BinaryOperation operation) {
      return operation(operation);
    }
    if (expression instanceof Aggregation aggregation) {
      return aggregation(aggregation);
    }
    return call((Call) expression);
  }

  private static String operation(BinaryOperation operation) {
    BinaryOperator operator = operation.operator();
    int precedence = operator.precedence();
    boolean rightFirst = operator.isRightAssociative();
    return operand(operation.left(), rightFirst ? precedence + 1 : precedence)
        + " "
        + operator.symbol()
        + (operation.asBool() ? " bool" : "")
        + operation.matching().map(Printer::matching).orElse("")
        + " "
        + operand(operation.right(), rightFirst ? precedence : precedence + 1);
  }

  private static String matching(VectorMatching matching) {
    String words = (matching.on() ? " on " : " ignoring ") + names(matching.labels());
    if (matching.group() instanceof VectorMatching.Group.Left left) {
      words += " group_left " + names(left.include());
    } else if (matching.group() instanceof VectorMatching.Group.Right right) {
      words += " group_right " + names(right.include());
    }
    return words + fill(matching.fill());
  }

  private static String fill(VectorMatching.Fill fill) {
    if (fill.left().isPresent() && fill.left().equals(fill.right())) {
      return " fill (" + number(fill.left().getAsDouble()) + ")";
    }
    return (fill.left().isPresent() ? " fill_left (" + number(fill.left().getAsDouble()) + ")" : "")
        + (fill.right().isPresent()
            ? " fill_right (" + number(fill.right().getAsDouble()) + ")"
            : "");
  }

  private static String number(double value) {
    return value == Double.POSITIVE_INFINITY ? "Inf" : NumberText.of(value); // a sign binds
  }

  private static String aggregation(Aggregation aggregation) {
    Grouping grouping = aggregation.grouping();
    String clause =
        grouping.equals(Grouping.ALL)
            ? ""
            : (grouping.without() ? " without " : " by ") + names(grouping.labels()) + " ";
    return aggregation.aggregator().label() + clause + arguments(aggregation.children());
  }

  private static String call(Call call) {
    if (call.function().name().equals(InfoSelector.FUNCTION) && call.arguments().size() > 1) {
      VectorSelector labels = (VectorSelector) call.arguments().get(1);
      return InfoSelector.FUNCTION
          + "("
          + print(call.arguments().get(0))
          + ", "
          + braces(labels.matchers())
          + ")";
    }
    return call.function().name() + arguments(call.arguments());
  }

  private static String arguments(List<Expression> arguments) {
    return arguments.stream().map(Printer::print).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String operand(Expression expression, int tightness) {
    return precedenceOf(expression) < tightness ? "(" + print(expression) + ")" : print(expression);
  }

  private static int precedenceOf(Expression expression) {
    if (expression instanceof BinaryOperation operation) {
      return operation.operator().precedence();
    }
    boolean signed =
        expression instanceof Negation
            || expression instanceof Affirmation
            || (expression instanceof NumberLiteral number && print(number).startsWith("-"));
    return signed ? BinaryOperator.POWER.precedence() : TIGHTEST;
  }

  private static String series(VectorSelector selector) {
    List<Matcher> matchers = selector.matchers();
    if (!VectorSelector.isMetricName(matchers.get(0))) {
      return braces(matchers);
    }
    String metric = matchers.get(0).value();
    boolean plain = PLAIN_METRIC.matcher(metric).matches() && !ReservedWords.contains(metric);
    if (!plain || matchers.stream().filter(VectorSelector::isMetricName).count() > 1) {
      return braces(matchers);
    }
    return matchers.size() == 1 ? metric : metric + braces(matchers.subList(1, matchers.size()));
  }

  /** Returns matchers in braces, a metric's name that comes first in quotes alone. */
  private static String braces(List<Matcher> matchers) {
    StringJoiner braces = new StringJoiner(", ", "{", "}");
    for (int i = 0; i < matchers.size(); i++) {
      Matcher matcher = matchers.get(i);
      String value = QuotedText.quote(matcher.value());
      boolean name =
          i == 0
              && VectorSelector.isMetricName(matcher)
              && !matcher.value().isEmpty()
              && QuotedText.isValid(matcher.value()); // others can be compared, but not named
      braces.add(name ? value : label(matcher.name()) + matcher.operator().symbol() + value);
    }
    return braces.toString();
  }

  private static String names(List<String> names) {
    return names.stream().map(Printer::label).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String label(String name) {
    return name.equals(Label.METRIC_NAME) || PLAIN_LABEL.matcher(name).matches()
        ? name
        : QuotedText.quote(name);
  }

  private static String shift(TimeShift shift) {
    String at = shift.at().map(Printer::at).orElse("");
    DurationExpression offset = shift.offset();
    return at + (offset.isZero() ? "" : " offset " + DurationPrinter.printOffset(offset));
  }

  private static String reach(VectorSelector selector) {
    return selector.reach() == Reach.NONE ? "" : " " + selector.reach().label();
  }

  private static String at(TimeShift.At at) {
    if (at instanceof TimeShift.At.Instant instant) {
      return " @ " + BigDecimal.valueOf(instant.timestampMillis(), 3).toPlainString();
    }
    return at instanceof TimeShift.At.Start ? " @ start()" : " @ end()";
  }
}
