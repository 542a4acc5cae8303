package io.kaldrix.monitor.core.query.plan;

import java.util.List;
import java.util.Random;

/** Expressions such as rules have, over the series of {@link RandomSeries}. */
final class RandomRules {

  private static final List<String> OVER_TIME =
      List.of(
          "rate",
          "increase",
          "delta",
          "irate",
          "idelta",
          "changes",
          "resets",
          "deriv",
          "avg_over_time",
          "sum_over_time",
          "min_over_time",
          "max_over_time",
          "count_over_time",
          "last_over_time",
          "present_over_time",
          "stddev_over_time",
          "stdvar_over_time");
  private static final List<String> OF_EACH =
      List.of("abs", "sqrt", "exp", "timestamp", "sort", "absent");

  /** Asked of samples as they are: of a sum, a last digit that differs may turn a whole number. */
  private static final List<String> STEPS = List.of("floor", "ceil", "sgn", "hour");

  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%", "^", "atan2");
  private static final List<String> COMPARISONS = List.of(">", "<", ">=", "<=", "==", "!=");

  private final Random random;

  RandomRules(Random random) {
    this.random = random;
  }

  /** Returns an expression of an instant vector. */
  String next() {
    return vector(0);
  }

  private String vector(int depth) {
    if (depth > 3 || one(5)) {
      return selector() + shift();
    }
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> window();
      case 3, 4 -> aggregation(depth);
      case 5, 6 -> matched(depth);
      case 7 ->
          random.nextInt(3) == 0
              ? pick(STEPS) + "(" + selector() + shift() + ")"
              : pick(OF_EACH) + "(" + vector(depth + 1) + ")";
      case 8 ->
          "("
              + vector(depth + 1)
              + " "
              + pick(COMPARISONS)
              + (one(3) ? " bool " : " ")
              + number()
              + ")";
      case 9 -> "(" + vector(depth + 1) + " " + pick(ARITHMETIC) + " " + scalar(depth) + ")";
      case 10 -> set(depth);
      default -> other(depth);
    };
  }

  private String selector() {
    return switch (random.nextInt(8)) {
      case 0 -> "a";
      case 1 -> "b";
      case 2 -> "c_total";
      case 3 -> "{__name__=~\"a|b\"}";
      case 4 -> "a{x=\"1\"}";
      case 5 -> "b{y!~\"0|2\"}";
      case 6 -> "{x=\"0\", z=\"z\"}";
      default -> "h_bucket";
    };
  }

  private String shift() {
    return switch (random.nextInt(12)) {
      case 0 -> " offset 35s";
      case 1 -> " offset -20s";
      case 2 -> " @ 1700000600";
      case 3 -> " @ end() offset 1m";
      default -> "";
    };
  }

  private String range() {
    return selector() + "[" + pick(List.of("30s", "1m", "95s", "5m", "20m")) + "]" + shift();
  }

  private String window() {
    return switch (random.nextInt(10)) {
      case 0 -> "predict_linear(" + range() + ", 3600)";
      case 1 ->
          "quantile_over_time(" + pick(List.of("0.5", "0.99", "2", "-1")) + ", " + range() + ")";
      case 2 -> "absent_over_time(" + range() + ")";
      default -> pick(OVER_TIME) + "(" + range() + ")";
    };
  }

  private String aggregation(int depth) {
    String grouping = pick(List.of("", " by (x)", " by (x, y)", " without (y)", " by (__name__)"));
    String operand = "(" + vector(depth + 1) + ")";
    return switch (random.nextInt(12)) {
      case 0 -> "quantile" + grouping + "(0.9, " + operand + ")";
      case 1 -> "topk" + grouping + "(2, " + selector() + ")";
      case 2 -> "bottomk" + grouping + "(1, " + selector() + ")";
      case 3 -> "count_values" + grouping + "(\"v\", " + operand + ")";
      default ->
          pick(List.of("sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"))
              + grouping
              + operand;
    };
  }

  private String matched(int depth) {
    String matching =
        pick(
            List.of(
                "",
                "",
                " on(x)",
                " on(x, y)",
                " ignoring(z)",
                " on(x) group_left()",
                " ignoring(y) group_right(y)",
                " on(x) group_left(y)"));
    String left = vector(depth + 1);
    String right = one(3) ? left : vector(depth + 1);
    if (one(2)) {
      return "("
          + selector()
          + " "
          + pick(COMPARISONS)
          + (one(3) ? " bool" : "")
          + matching
          + " "
          + selector()
          + ")";
    }
    return "(" + left + " " + pick(ARITHMETIC) + matching + " " + right + ")";
  }

  private String set(int depth) {
    return "("
        + vector(depth + 1)
        + pick(List.of(" and ", " or ", " unless "))
        + pick(List.of("", "on(x) ", "ignoring(y) "))
        + vector(depth + 1)
        + ")";
  }

  private String other(int depth) {
    return switch (random.nextInt(9)) {
      case 0 -> "histogram_quantile(0.9, rate(h_bucket[5m]))";
      case 1 -> "histogram_quantile(0.5, sum by (le) (h_bucket))";
      case 2 -> "-" + selector();
      case 3 -> "clamp(" + vector(depth + 1) + ", 1, " + number() + ")";
      case 4 -> "round(" + vector(depth + 1) + ", 5)";
      case 5 -> "vector(" + scalar(depth) + ")";
      case 6 -> "label_replace(" + vector(depth + 1) + ", \"x\", \"r$1\", \"x\", \"(.*)\")";
      case 7 -> "max_over_time((" + selector() + ")[2m:30s])";
      default -> "clamp_min(" + vector(depth + 1) + ", " + scalar(depth) + ")";
    };
  }

  private String scalar(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> "scalar(" + vector(depth + 1) + ")";
      case 1 -> "time()";
      case 2 -> "(2 * " + number() + ")";
      default -> number();
    };
  }

  private String number() {
    return pick(List.of("0.37", "3", "40.5", "-7", "100", "1e4"));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
