package io.kaldrix.monitor.core.query.parse;

import io.kaldrix.monitor.api.label.Label;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.pattern.AnchoredPattern;
import io.kaldrix.monitor.core.query.ast.Affirmation;
import io.kaldrix.monitor.core.query.ast.Aggregation;
import io.kaldrix.monitor.core.query.ast.Aggregator;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.Call;
import io.kaldrix.monitor.core.query.ast.DurationExpression;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.FunctionSignature;
import io.kaldrix.monitor.core.query.ast.Grouping;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Negation;
import io.kaldrix.monitor.core.query.ast.NumberLiteral;
import io.kaldrix.monitor.core.query.ast.Parentheses;
import io.kaldrix.monitor.core.query.ast.Position;
import io.kaldrix.monitor.core.query.ast.Reach;
import io.kaldrix.monitor.core.query.ast.StringLiteral;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.TimeShift;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads one expression. For one use by one thread.
 *
 * <p>A Pratt parser: an operand is read first, then as many operators as bind at least as tightly
 * as asked for, each with its right operand, for which tighter binding is asked.
 *
 * <p>Source: V. Pratt, "Top down operator precedence", POPL 1973.
 */
public final class Parser {

  private static final Map<String, BinaryOperator> OPERATORS =
      Arrays.stream(BinaryOperator.values())
          .collect(Collectors.toMap(BinaryOperator::symbol, Function.identity()));
  private static final Map<String, Aggregator> AGGREGATORS =
      Arrays.stream(Aggregator.values())
          .collect(Collectors.toMap(Aggregator::label, Function.identity()));
  private static final Map<String, Matcher.Operator> COMPARISONS =
      Arrays.stream(Matcher.Operator.values())
          .collect(Collectors.toMap(Matcher.Operator::symbol, Function.identity()));

  /** Words that cannot be a metric's name, since operators are followed by them. */
  private static final Set<String> AFTER_OPERATORS =
      Set.of("atan2", "bool", "group_left", "group_right", "ignoring", "on");

  private final Source source;
  private final Cursor cursor;
  private final Map<String, FunctionSignature> functions;
  private final int maxDepth;
  private final Numbers numbers;
  private final DurationParser durations;
  private final LabelNames labelNames;
  private final MatchingParser matchings;
  private int depth;

  private Parser(Source source, Map<String, FunctionSignature> functions, int maxDepth) {
    this.source = source;
    this.cursor = new Cursor(source);
    this.functions = functions;
    this.maxDepth = maxDepth;
    this.numbers = new Numbers(source);
    this.durations = new DurationParser(source, cursor, numbers, maxDepth);
    this.labelNames = new LabelNames(source, cursor);
    this.matchings = new MatchingParser(source, cursor, numbers, labelNames);
  }

  /**
   * Returns the tree of an expression whose types fit.
   *
   * @param text the expression
   * @param functions the functions it may call, by name
   * @param maxDepth how deep the tree may be, 1 for a single literal
   * @throws QueryException if it is no such expression, with the place and what was allowed
   */
  public static Expression parse(
      String text, Map<String, FunctionSignature> functions, int maxDepth) {
    Source source = new Source(text);
    Expression expression = new Parser(source, functions, maxDepth).whole();
    TreeDepth.check(source, expression, maxDepth);
    TypeCheck.check(source, expression);
    return expression;
  }

  private Expression whole() {
    if (cursor.peek().kind() == Token.Kind.END) {
      throw source.error(0, "no expression found in input");
    }
    Expression expression = expression(1);
    if (cursor.peek().kind() != Token.Kind.END) {
      throw cursor.unexpected("an operator or the end");
    }
    return expression;
  }

  // ---- operators

  private Expression expression(int loosest) {
    descend();
    Expression left = unary();
    for (Optional<BinaryOperator> operator = operator(loosest);
        operator.isPresent();
        operator = operator(loosest)) {
      left = operation(left, operator.get());
    }
    depth--;
    return left;
  }

  private void descend() {
    if (++depth > maxDepth) {
      throw TreeDepth.tooDeep(source, cursor.peek().offset(), maxDepth);
    }
  }

  /** Returns the operator that comes next if it binds tightly enough, and passes it. */
  private Optional<BinaryOperator> operator(int loosest) {
    Token token = cursor.peek();
    boolean candidate = token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.WORD;
    BinaryOperator operator = candidate ? OPERATORS.get(token.lowerCase()) : null;
    if (operator == null || operator.precedence() < loosest) {
      return Optional.empty();
    }
    cursor.take();
    return Optional.of(operator);
  }

  private Expression operation(Expression left, BinaryOperator operator) {
    Token bool = cursor.peek();
    boolean asBool = cursor.passWord("bool");
    if (asBool && !operator.isComparison()) {
      throw source.error(bool.offset(), "bool modifier can only be used on comparison operators");
    }
    Optional<VectorMatching> matching = matchings.matching(operator);
    int precedence = operator.precedence();
    Expression right = expression(operator.isRightAssociative() ? precedence : precedence + 1);
    return new BinaryOperation(operator, left, right, asBool, matching, left.position());
  }

  private Expression unary() {
    Token sign = cursor.peek();
    if (!sign.is("+") && !sign.is("-")) {
      return postfix(primary());
    }
    cursor.take();
    Expression operand = expression(BinaryOperator.POWER.precedence());
    Position position = position(sign);
    if (operand instanceof NumberLiteral number) {
      double value = sign.is("-") ? -number.value() : number.value();
      return new NumberLiteral(value, position);
    }
    return sign.is("-") ? new Negation(operand, position) : new Affirmation(operand, position);
  }

  // ---- operands

  private Expression primary() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> {
        cursor.take();
        yield new NumberLiteral(numbers.valueOf(token), position(token));
      }
      case STRING -> {
        cursor.take();
        yield new StringLiteral(token.text(), position(token));
      }
      case WORD -> word(token);
      case SYMBOL -> {
        if (token.is("(")) {
          yield parentheses();
        }
        if (token.is("{")) {
          yield selector(token, new ArrayList<>());
        }
        throw cursor.unexpected("an operand");
      }
      case END -> throw cursor.unexpected("an operand");
    };
  }

  private Expression parentheses() {
    Token open = cursor.pass("(");
    Expression inner = expression(1);
    if (!cursor.peek().is(")")) {
      throw cursor.unexpected("an operator or \")\"");
    }
    cursor.take();
    return new Parentheses(inner, position(open));
  }

  private Expression word(Token token) {
    String lowerCase = token.lowerCase();
    boolean called = cursor.isSymbol(1, "(");
    boolean grouped = cursor.isWord(1, "by") || cursor.isWord(1, "without");
    if (AGGREGATORS.containsKey(lowerCase) && (called || grouped)) {
      cursor.take();
      return aggregation(token, AGGREGATORS.get(lowerCase));
    }
    if (AFTER_OPERATORS.contains(lowerCase)) {
      throw cursor.unexpected("an operand");
    }
    if (called) {
      cursor.take();
      return call(token);
    }
    if (lowerCase.equals("inf") || lowerCase.equals("nan")) {
      cursor.take();
      double value = lowerCase.equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
      return new NumberLiteral(value, position(token));
    }
    cursor.take();
    List<Matcher> matchers = new ArrayList<>();
    matchers.add(Matcher.metric(token.text()));
    return selector(token, matchers);
  }

  private Expression aggregation(Token name, Aggregator aggregator) {
    Optional<Grouping> before = grouping();
    Token open = cursor.peek();
    List<Expression> arguments = arguments();
    Grouping grouping = before.or(this::grouping).orElse(Grouping.ALL);
    int wanted = aggregator.parameter().isPresent() ? 2 : 1;
    if (arguments.isEmpty()) {
      throw source.error(open.offset(), "no arguments for aggregate expression provided");
    }
    if (arguments.size() != wanted) {
      throw source.error(
          open.offset(),
          "wrong number of arguments for aggregate expression provided, expected "
              + wanted
              + ", got "
              + arguments.size());
    }
    return new Aggregation(
        aggregator,
        grouping,
        wanted == 2 ? Optional.of(arguments.get(0)) : Optional.empty(),
        arguments.get(wanted - 1),
        position(name));
  }

  private Optional<Grouping> grouping() {
    boolean without = cursor.peek().isWord("without");
    if (!without && !cursor.peek().isWord("by")) {
      return Optional.empty();
    }
    cursor.take();
    return Optional.of(new Grouping(without, labelNames.read()));
  }

  private Expression call(Token name) {
    FunctionSignature function = functions.get(name.text());
    if (function == null) {
      Set<String> known = new TreeSet<>(functions.keySet());
      known.addAll(AGGREGATORS.keySet());
      throw source.error(
          name.offset(),
          "unknown function with name \""
              + name.text()
              + "\""
              + NearestName.hint(name.text(), known));
    }
    return new Call(function, arguments(), position(name));
  }

  private List<Expression> arguments() {
    cursor.pass("(");
    List<Expression> arguments = new ArrayList<>();
    while (!cursor.peek().is(")")) {
      arguments.add(expression(1));
      if (cursor.peek().is(",") && !cursor.isSymbol(1, ")")) {
        cursor.take();
      } else if (!cursor.peek().is(")")) {
        throw cursor.unexpected("\",\" or \")\"");
      }
    }
    cursor.take();
    return arguments;
  }

  // ---- selectors

  private Expression selector(Token first, List<Matcher> matchers) {
    if (cursor.peek().is("{")) {
      matchers(matchers);
    }
    return VectorSelector.of(matchers, position(first));
  }

  private void matchers(List<Matcher> matchers) {
    cursor.pass("{");
    Optional<String> name = matchers.stream().map(Matcher::value).findFirst(); // from in front
    while (!cursor.peek().is("}")) {
      Token label = cursor.peek();
      if (label.kind() != Token.Kind.WORD && label.kind() != Token.Kind.STRING) {
        throw cursor.unexpectedIn("label matching", "identifier or \"}\"");
      }
      cursor.take();
      boolean metricName =
          label.kind() == Token.Kind.STRING && (cursor.peek().is(",") || cursor.peek().is("}"));
      Matcher matcher =
          metricName ? Matcher.metric(LabelNames.checked(source, label)) : matcher(label);
      if (name.isPresent() && matcher.name().equals(Label.METRIC_NAME)) {
        throw source.error(
            label.offset(),
            "metric name must not be set twice: \""
                + name.get()
                + "\" or \""
                + matcher.value()
                + "\"");
      }
      matchers.add(matcher);
      if (cursor.peek().is(",")) {
        cursor.take();
      } else if (!cursor.peek().is("}")) {
        throw cursor.unexpectedIn("label matching", "\",\" or \"}\"");
      }
    }
    cursor.take();
  }

  private Matcher matcher(Token label) {
    Token operator = cursor.peek();
    Matcher.Operator comparison = COMPARISONS.get(operator.text());
    if (operator.kind() != Token.Kind.SYMBOL || comparison == null) {
      throw cursor.unexpectedIn("label matching", "label matching operator, one of = != =~ !~");
    }
    cursor.take();
    Token value = cursor.peek();
    if (value.kind() != Token.Kind.STRING) {
      throw cursor.unexpectedIn("label matching", "string");
    }
    cursor.take();
    Matcher matcher = new Matcher(LabelNames.checked(source, label), comparison, value.text());
    if (comparison.isRegularExpression()) {
      try {
        AnchoredPattern.compile(matcher.value());
      } catch (IllegalArgumentException e) {
        throw source.error(value.offset(), String.valueOf(e.getMessage()));
      }
    }
    return matcher;
  }

  // ---- what follows an operand

  private Expression postfix(Expression operand) {
    Expression expression = operand;
    while (true) {
      Token token = cursor.peek();
      if (token.is("[")) {
        expression = bracketed(expression);
      } else if (token.isWord("offset")) {
        expression = offset(expression);
      } else if (token.is("@")) {
        expression = at(expression);
      } else if (token.isWord("anchored")) {
        expression = reached(expression, Reach.ANCHORED);
      } else if (token.isWord("smoothed")) {
        expression = reached(expression, Reach.SMOOTHED);
      } else {
        return expression;
      }
    }
  }

  private Expression bracketed(Expression expression) {
    cursor.pass("[");
    int from = cursor.peek().offset();
    DurationExpression range = durations.length();
    if (cursor.peek().is(":")) {
      cursor.take();
      return subquery(expression, range);
    }
    cursor.pass("]", "\":\" or \"]\"");
    if (!(expression instanceof VectorSelector selector)) {
      throw source.error(
          expression.position().offset(),
          "ranges only allowed for vector selectors, a subquery needs a colon: [5m:]");
    }
    if (!selector.shift().offset().isZero()) {
      throw source.error(from, "no offset modifiers allowed before range");
    }
    if (selector.shift().at().isPresent()) {
      throw source.error(from, "no @ modifiers allowed before range");
    }
    if (selector.reach() != Reach.NONE) {
      throw source.error(
          from, "no " + selector.reach().label() + " modifiers allowed before range");
    }
    return new MatrixSelector(selector, range, selector.position());
  }

  private Expression subquery(Expression inner, DurationExpression range) {
    Optional<DurationExpression> step =
        cursor.peek().is("]") ? Optional.empty() : Optional.of(durations.length());
    cursor.pass("]", "\"]\"");
    return new Subquery(inner, range, step, TimeShift.NONE, inner.position());
  }

  private Expression offset(Expression expression) {
    Token word = cursor.peek();
    TimeShift shift = shiftOf(expression, word, "offset modifier");
    if (!shift.offset().isZero()) {
      throw source.error(word.offset(), "offset may not be set multiple times");
    }
    cursor.take();
    return shifted(expression, shift.withOffset(durations.offset()));
  }

  private Expression reached(Expression expression, Reach reach) {
    Token word = cursor.take();
    Expression selector =
        expression instanceof MatrixSelector matrix ? matrix.selector() : expression;
    if (!(selector instanceof VectorSelector vector)) {
      throw source.error(
          word.offset(),
          reach.label()
              + " modifier must be preceded by an instant vector selector or range vector selector");
    }
    if (vector.reach() == reach) {
      throw source.error(word.offset(), reach.label() + " modifier already set");
    }
    if (vector.reach() != Reach.NONE) {
      throw source.error(
          word.offset(), "anchored and smoothed modifiers cannot be used at the same time");
    }
    VectorSelector reaching = vector.withReach(reach);
    return expression instanceof MatrixSelector matrix ? matrix.withSelector(reaching) : reaching;
  }

  private Expression at(Expression expression) {
    Token sign = cursor.peek();
    TimeShift shift = shiftOf(expression, sign, "@ modifier");
    if (shift.at().isPresent()) {
      throw source.error(sign.offset(), "@ <timestamp> may not be set multiple times");
    }
    cursor.take();
    Token token = cursor.peek();
    boolean start = token.isWord("start");
    if ((start || token.isWord("end")) && cursor.isSymbol(1, "(")) {
      cursor.take();
      cursor.take();
      cursor.pass(")");
      return shifted(
          expression, shift.withAt(start ? new TimeShift.At.Start() : new TimeShift.At.End()));
    }
    return shifted(expression, shift.withAt(new TimeShift.At.Instant(instantMillis())));
  }

  private long instantMillis() {
    Token sign = cursor.peek();
    if (sign.is("-") || sign.is("+")) {
      cursor.take();
    }
    Token token = cursor.peek();
    boolean word = token.isWord("inf") || token.isWord("nan");
    if (token.kind() == Token.Kind.NUMBER || word) {
      if (primary() instanceof NumberLiteral number) {
        double seconds = sign.is("-") ? -number.value() : number.value();
        return numbers.instantMillis(token.offset(), seconds);
      }
    }
    throw cursor.unexpectedIn("@", "timestamp in Unix seconds, start() or end()");
  }

  private TimeShift shiftOf(Expression expression, Token modifier, String name) {
    if (expression instanceof VectorSelector selector) {
      return selector.shift();
    }
    if (expression instanceof MatrixSelector matrix) {
      return matrix.selector().shift();
    }
    if (expression instanceof Subquery subquery) {
      return subquery.shift();
    }
    throw source.error(
        modifier.offset(),
        name
            + " must be preceded by an instant vector selector or range vector selector or a"
            + " subquery");
  }

  private static Expression shifted(Expression expression, TimeShift shift) {
    if (expression instanceof VectorSelector selector) {
      return selector.withShift(shift);
    }
    return expression instanceof MatrixSelector matrix
        ? matrix.withSelector(matrix.selector().withShift(shift))
        : ((Subquery) expression).withShift(shift);
  }

  private static Position position(Token token) {
    return new Position(token.offset());
  }
}
