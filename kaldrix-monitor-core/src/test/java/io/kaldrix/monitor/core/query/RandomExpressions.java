package io.kaldrix.monitor.core.query;

import io.kaldrix.monitor.core.query.ast.Aggregator;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.FunctionSignature;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.eval.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * Writes expressions at random, in all the ways that the language allows. Most have types that fit;
 * where an operator binds tighter than was thought of, they may not.
 */
public final class RandomExpressions {

  private static final int DEEPEST = 5;
  private static final List<String> METRICS =
      List.of("a", "b_total", "ns:c:sum", "{'d.e'}", "{__name__=\"f\"}", "sum", "{\"by\",}");
  private static final List<String> MATCHERS =
      List.of(
          "x=\"1\"",
          "y!='2'",
          "z=~\"1|2\"",
          "'l.m'!~`3.*`",
          "x=\"\"",
          "__name__!=\"\\u00e9\\xff\"");
  private static final List<String> LABELS = List.of("x", "y", "\"l.m\"", "by", "__name__");
  private static final List<String> DURATIONS =
      List.of(
          "5m",
          "90s",
          "1h30m",
          "300",
          "0x3c",
          "2.5",
          "1d",
          "250ms",
          "5m + 2 * 1m",
          "-(2m - 5m) ^ 1 / 2",
          "max_of(step(), 1m)",
          "-1m + min_of(2m % 90s, range() + 5m)",
          "1h / -(-2)");
  private static final List<String> OFFSETS =
      List.of("5m", "-90s", "(1m + 2 * step())", "-step()", "+range()", "-(5m)", "min_of(1, 2m)");
  private static final List<String> NUMBERS =
      List.of("0", "1", "2.5", "1e3", "0x1f", "017", ".5", "Inf", "nan", "5m", "1e-7", "1e300");
  private static final List<String> TEXTS =
      List.of("\"x\"", "'y\\'s'", "`z\\`", "\"\\xff\\u00e9\\n\"", "\"\"");

  private final Random random;
  private final List<FunctionSignature> functions =
      new ArrayList<>(new TreeMap<>(Functions.signatures()).values());

  /** Creates a writer; equal seeds give equal expressions. */
  public RandomExpressions(Random random) {
    this.random = random;
  }

  /** Returns an expression of any type. */
  public String next() {
    return of(pick(List.of(ValueType.values())), 0);
  }

  private String of(ValueType type, int depth) {
    String expression =
        switch (type) {
          case SCALAR -> scalar(depth);
          case STRING -> pick(TEXTS);
          case INSTANT_VECTOR -> vector(depth);
          case RANGE_VECTOR -> range(depth);
        };
    return one(8) ? blank() + "(" + expression + blank() + ")" : expression;
  }

  private String scalar(int depth) {
    if (depth > DEEPEST || one(3)) {
      return pick(NUMBERS);
    }
    return switch (random.nextInt(3)) {
      case 0 -> pick(List.of("-", "+", "- -")) + of(ValueType.SCALAR, depth + 1);
      case 1 -> {
        BinaryOperator operator = pick(List.of(BinaryOperator.values()));
        if (operator.isSetOperator()) {
          yield "time()";
        }
        yield of(ValueType.SCALAR, depth + 1)
            + " "
            + operator.symbol()
            + (operator.isComparison() ? " bool " : " ")
            + of(ValueType.SCALAR, depth + 1);
      }
      default -> call(ValueType.SCALAR, depth);
    };
  }

  private String vector(int depth) {
    if (depth > DEEPEST || one(4)) {
      return selector() + shift() + reach();
    }
    return switch (random.nextInt(6)) {
      case 0 -> pick(List.of("-", "+", "- +")) + of(ValueType.INSTANT_VECTOR, depth + 1);
      case 1, 2 -> operation(depth);
      case 3, 4 -> aggregation(depth);
      default -> call(ValueType.INSTANT_VECTOR, depth);
    };
  }

  private String range(int depth) {
    if (depth > DEEPEST || one(2)) {
      return selector() + "[" + pick(DURATIONS) + "]" + shift() + reach();
    }
    return "("
        + vector(depth + 1)
        + ")["
        + pick(DURATIONS)
        + blank()
        + ":"
        + (one(2) ? pick(DURATIONS) : "")
        + "]"
        + shift();
  }

  private String selector() {
    String metric = pick(METRICS);
    if (metric.endsWith("}") || one(2)) {
      return metric;
    }
    List<String> matchers = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String matcher = pick(MATCHERS);
      if (!matcher.startsWith("__name__")) {
        matchers.add(matcher);
      }
    }
    return metric + blank() + "{" + String.join(", ", matchers) + "}";
  }

  private String shift() {
    String offset = one(4) ? " offset " + pick(OFFSETS) : "";
    String at = one(4) ? " @ " + pick(List.of("start()", "END()", "1.5", "-10", "1e9")) : "";
    return one(2) ? offset + at : at + offset;
  }

  private String reach() {
    return one(6) ? pick(List.of(" anchored", " SMOOTHED")) : "";
  }

  private String operation(int depth) {
    BinaryOperator operator = pick(List.of(BinaryOperator.values()));
    String bool = operator.isComparison() && one(2) ? " bool" : "";
    String symbol =
        one(3) ? operator.symbol().toUpperCase(java.util.Locale.ROOT) : operator.symbol();
    if (!operator.isSetOperator() && one(3)) {
      String scalar = of(ValueType.SCALAR, depth + 1);
      String vector = of(ValueType.INSTANT_VECTOR, depth + 1);
      return (one(2)
          ? scalar + " " + symbol + bool + " " + vector
          : vector + " " + symbol + bool + " " + scalar);
    }
    return of(ValueType.INSTANT_VECTOR, depth + 1)
        + " "
        + symbol
        + bool
        + (one(2) ? "" : matching(operator))
        + " "
        + of(ValueType.INSTANT_VECTOR, depth + 1);
  }

  private String matching(BinaryOperator operator) {
    String labels = pick(List.of(" on", " IGNORING")) + labels();
    if (operator.isSetOperator() || one(2)) {
      return labels;
    }
    String group = pick(List.of(" group_left", " group_right ")) + pick(List.of("()", "(q)"));
    return labels
        + (one(2) ? group : "")
        + pick(List.of("", " fill (0)", " fill_left(-1)", " FILL_RIGHT (NaN)", " fill_right(1)"));
  }

  private String labels() {
    List<String> labels = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      labels.add(pick(LABELS));
    }
    return "(" + String.join(",", labels) + (labels.isEmpty() || one(2) ? "" : ",") + ")";
  }

  private String aggregation(int depth) {
    Aggregator aggregator = pick(List.of(Aggregator.values()));
    String grouping = pick(List.of(" by ", " without", " BY")) + labels();
    String arguments =
        "("
            + aggregator.parameter().map(type -> of(type, depth + 1) + ", ").orElse("")
            + of(ValueType.INSTANT_VECTOR, depth + 1)
            + ")";
    return aggregator.label()
        + switch (random.nextInt(3)) {
          case 0 -> arguments;
          case 1 -> grouping + arguments;
          default -> arguments + grouping;
        };
  }

  private String call(ValueType type, int depth) {
    FunctionSignature function = pick(functions.stream().filter(f -> f.returns() == type).toList());
    int most = Math.min(function.most(), function.fewest() + 2);
    int count = function.fewest() + random.nextInt(most - function.fewest() + 1);
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(of(function.argument(i), depth + 1));
    }
    return function.name() + "(" + String.join(",", arguments) + ")";
  }

  private String blank() {
    return pick(List.of("", " ", "\n", " # remark\n"));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
