package io.kaldrix.monitor.core.query.differential;

import io.kaldrix.monitor.core.query.ast.Aggregator;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.FunctionSignature;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.eval.Functions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes expressions over {@link ServiceData} at random, in what Prometheus 2.42 knows of the
 * language. A few have an operand of a wrong type or a character too many or too few, so that
 * refusals are compared too.
 */
final class OldExpressions {

  private static final int DEEPEST = 3;
  private static final Set<String> YOUNGER_FUNCTIONS =
      Set.of("histogram_avg", "histogram_stddev", "histogram_stdvar");
  private static final Set<BinaryOperator> YOUNGER_OPERATORS =
      Set.of(BinaryOperator.TRIM_LOWER, BinaryOperator.TRIM_UPPER);
  private static final List<String> METRICS =
      List.of(
          "temp",
          "up",
          "build_info",
          "mem_bytes",
          "req_total",
          "cpu_seconds_total",
          "lat_seconds_bucket",
          "lat_seconds_count",
          "lat_seconds_sum",
          "odd",
          "gaps",
          "uneven",
          "nothing");
  private static final List<String> MATCHERS =
      List.of(
          "host=\"a\"",
          "host=~\"a|b|c\"",
          "host!=\"d\"",
          "host=~\".*\"",
          "host!~\"c\"",
          "host!='b'",
          "host=~\"a|c\"",
          "host!~`[ab].*`",
          "zone=\"\"",
          "zone=\"x\"",
          "kind=~\".+\"",
          "code=\"200\"",
          "code=~\"[45]..\"",
          "le=\"0.5\"",
          "host=~\"\"");
  private static final List<String> LABELS =
      List.of("host", "host", "host", "zone", "code", "kind", "le", "job", "version", "__name__");
  private static final List<String> RANGES =
      List.of("1m", "90s", "5m", "5m", "10m", "1m1s", "7m30s", "20s", "250ms", "30m");
  private static final List<String> STEPS = List.of("", "1m", "30s", "15s", "17s", "2m");
  private static final List<String> OFFSETS = List.of("1m", "5m", "-90s", "37s", "15s", "10m");
  private static final List<String> SCALARS =
      List.of("0", "1", "2", "3", "0.5", "-1", "10", "1e3", "0x1f", "Inf", "NaN", "0.9", "1e6");
  private static final List<String> TEXTS = List.of("\"x\"", "'host'", "`a.*`", "\"\"", "\"é\"");
  private static final String CHARACTERS = "ab1()[]{},:=~!\"'`+-*/%^<>@ .#m\n";

  private final Random random;
  private final List<FunctionSignature> functions =
      new TreeMap<>(Functions.formerSignatures())
          .values().stream()
              .filter(function -> !function.experimental())
              .filter(function -> !YOUNGER_FUNCTIONS.contains(function.name()))
              .toList();
  private final List<BinaryOperator> operators =
      Arrays.stream(BinaryOperator.values())
          .filter(operator -> !YOUNGER_OPERATORS.contains(operator))
          .toList();
  private final List<Aggregator> aggregators =
      Arrays.stream(Aggregator.values()).filter(one -> !one.experimental()).toList();

  OldExpressions(Random random) {
    this.random = random;
  }

  /** Returns an expression, most often an instant vector. */
  String next() {
    ValueType type =
        switch (random.nextInt(12)) {
          case 0 -> ValueType.SCALAR;
          case 1 -> one(5) ? ValueType.STRING : ValueType.RANGE_VECTOR;
          default -> ValueType.INSTANT_VECTOR;
        };
    String expression = of(type, one(8) ? DEEPEST + 1 : random.nextInt(DEEPEST));
    return one(25) ? damaged(expression) : expression;
  }

  private String damaged(String expression) {
    StringBuilder text = new StringBuilder(expression);
    int at = random.nextInt(text.length());
    char character = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
    switch (random.nextInt(3)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, character);
      default -> text.setCharAt(at, character);
    }
    return text.toString();
  }

  private String of(ValueType wanted, int depth) {
    ValueType type = one(120) ? pick(List.of(ValueType.values())) : wanted;
    String expression =
        switch (type) {
          case SCALAR -> scalar(depth);
          case STRING -> pick(TEXTS);
          case INSTANT_VECTOR -> vector(depth);
          case RANGE_VECTOR -> range(depth);
        };
    return one(10) ? "(" + expression + ")" : expression;
  }

  private String scalar(int depth) {
    if (depth > DEEPEST || one(2)) {
      return pick(SCALARS);
    }
    return switch (random.nextInt(4)) {
      case 0 -> pick(List.of("-", "+", "- -")) + of(ValueType.SCALAR, depth + 1);
      case 1 -> {
        BinaryOperator operator = pick(operators);
        yield of(ValueType.SCALAR, depth + 1)
            + " "
            + operator.symbol()
            + (operator.isComparison() && !one(10) ? " bool " : " ")
            + of(ValueType.SCALAR, depth + 1);
      }
      case 2 -> "scalar(" + of(ValueType.INSTANT_VECTOR, depth + 1) + ")";
      default -> call(ValueType.SCALAR, depth);
    };
  }

  private String vector(int depth) {
    if (depth > DEEPEST || one(6)) {
      return selector() + shift();
    }
    return switch (random.nextInt(10)) {
      case 0 -> pick(List.of("-", "+")) + of(ValueType.INSTANT_VECTOR, depth + 1);
      case 1, 2 -> operation(depth);
      case 3, 4, 5 -> aggregation(depth);
      default -> call(ValueType.INSTANT_VECTOR, depth);
    };
  }

  private String range(int depth) {
    if (depth > DEEPEST || !one(5)) {
      return selector() + "[" + pick(RANGES) + "]" + shift();
    }
    String inner = vector(depth + 1);
    return "(" + inner + ")[" + pick(RANGES) + ":" + pick(STEPS) + "]" + shift();
  }

  private String selector() {
    String metric = one(40) ? "" : pick(METRICS);
    List<String> matchers = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      matchers.add(pick(MATCHERS));
    }
    if (metric.isEmpty()) {
      matchers.add(pick(List.of("__name__=~\"temp|up\"", "__name__=\"odd\"")));
    }
    return metric + (matchers.isEmpty() ? "" : "{" + String.join(",", matchers) + "}");
  }

  private String shift() {
    String offset = one(8) ? " offset " + pick(OFFSETS) : "";
    long second = ServiceData.START.getEpochSecond() + random.nextInt(ServiceData.MINUTES * 60);
    String at =
        one(12) ? " @ " + pick(List.of("start()", "end()", second + ".25", second + "")) : "";
    return one(2) ? offset + at : at + offset;
  }

  private String operation(int depth) {
    BinaryOperator operator = pick(operators);
    String bool = operator.isComparison() && one(3) ? " bool" : "";
    String symbol = " " + operator.symbol() + bool;
    if (!operator.isSetOperator() && one(3)) {
      String scalar = of(ValueType.SCALAR, depth + 1);
      String vector = of(ValueType.INSTANT_VECTOR, depth + 1);
      return one(3) ? scalar + symbol + " " + vector : vector + symbol + " " + scalar;
    }
    if (one(4)) { // both sides have the same labels
      String left = selector();
      return left + shift() + symbol + " " + (one(2) ? left : left + shift());
    }
    if (one(3)) { // an aggregate on the one side
      String of = " by(host)(" + of(ValueType.INSTANT_VECTOR, depth + 2) + ")";
      String side = one(2) ? "sum" + of : of(ValueType.INSTANT_VECTOR, depth + 2);
      String group =
          operator.isSetOperator() ? "" : pick(List.of("", " group_left()", " group_left"));
      return side + symbol + " on(host)" + group + " max" + of;
    }
    return of(ValueType.INSTANT_VECTOR, depth + 1)
        + symbol
        + (one(2) ? "" : matching(operator))
        + " "
        + of(ValueType.INSTANT_VECTOR, depth + 1);
  }

  private String matching(BinaryOperator operator) {
    String labels = pick(List.of(" on", " ignoring")) + labels();
    if ((operator.isSetOperator() && !one(20)) || one(3)) {
      return labels;
    }
    return labels
        + pick(List.of(" group_left", " group_right"))
        + pick(List.of("()", "(zone)", ""));
  }

  private String labels() {
    List<String> labels = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      labels.add(pick(LABELS));
    }
    return "(" + String.join(",", labels) + ")";
  }

  private String aggregation(int depth) {
    Aggregator aggregator = pick(aggregators);
    String parameter =
        switch (aggregator) {
          case COUNT_VALUES -> pick(List.of("\"value\", ", "\"host\", ", "'a-b', "));
          case TOPK, BOTTOMK -> pick(List.of("1", "2", "3", "5", "0", "-1")) + ", ";
          case QUANTILE -> pick(List.of("0.5", "0.9", "0", "1", "-1", "2", "NaN")) + ", ";
          default -> "";
        };
    if (!parameter.isEmpty() && one(10)) {
      parameter = of(aggregator.parameter().orElse(ValueType.SCALAR), depth + 1) + ", ";
    }
    String grouping = pick(List.of(" by ", " without")) + labels();
    String arguments = "(" + parameter + of(ValueType.INSTANT_VECTOR, depth + 1) + ")";
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
    if (one(100)) {
      count += one(2) ? 1 : -1;
    }
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arguments.add(argument(function, i, depth));
    }
    return function.name() + "(" + String.join(", ", arguments) + ")";
  }

  private String argument(FunctionSignature function, int index, int depth) {
    if (function.arguments().isEmpty()) {
      return "1";
    }
    boolean usual = !one(10);
    return switch (usual ? function.name() + " " + index : "") {
      case "label_replace 1", "label_join 1" ->
          pick(List.of("\"new\"", "\"host\"", "\"__name__\""));
      case "label_replace 2" -> pick(List.of("\"$1\"", "\"x${1}y\"", "\"$0\"", "\"\"", "\"$$\""));
      case "label_replace 3", "label_join 3", "label_join 4" ->
          pick(List.of("\"host\"", "\"zone\"", "\"le\"", "\"__name__\""));
      case "label_replace 4" ->
          pick(List.of("\"(.*)\"", "\"(a|b)\"", "\"[a\"", "\"\"", "\"(.)(.*)\""));
      case "histogram_quantile 0", "quantile_over_time 0" ->
          pick(List.of("0.5", "0.9", "0.99", "0", "1", "-1", "2", "NaN"));
      case "histogram_quantile 1" ->
          pick(
              List.of(
                  "lat_seconds_bucket",
                  "rate(lat_seconds_bucket[5m])",
                  "sum by(le)(lat_seconds_bucket)",
                  "sum by(le, host)(increase(lat_seconds_bucket[10m]))"));
      case "holt_winters 1", "holt_winters 2" -> pick(List.of("0.1", "0.5", "0.9", "0", "1", "2"));
      case "predict_linear 1" -> pick(List.of("60", "3600", "-30"));
      default -> of(function.argument(index), depth + 1);
    };
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
