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
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.FunctionSignature;
import io.kaldrix.monitor.core.query.ast.Grouping;
import io.kaldrix.monitor.core.query.ast.MatrixSelector;
import io.kaldrix.monitor.core.query.ast.Negation;
import io.kaldrix.monitor.core.query.ast.NumberLiteral;
import io.kaldrix.monitor.core.query.ast.Parentheses;
import io.kaldrix.monitor.core.query.ast.Position;
import io.kaldrix.monitor.core.query.ast.QuotedText;
import io.kaldrix.monitor.core.query.ast.StringLiteral;
import io.kaldrix.monitor.core.query.ast.Subquery;
import io.kaldrix.monitor.core.query.ast.TimeShift;
import io.kaldrix.monitor.core.query.ast.VectorMatching;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import java.time.Duration;
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
 * as asked for, each with its right operand, for which tighter binding is asked. What the language
 * has but we do not is refused by name.
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

  private static final Set<String> DURATION_WORDS =
      Set.of("step", "range", "min_of", "max_of", "start", "end");

  private final Source source;
  private final List<Token> tokens;
  private final Map<String, FunctionSignature> functions;
  private final int maxDepth;
  private final Numbers numbers;
  private int next;
  private int depth;

  private Parser(Source source, Map<String, FunctionSignature> functions, int maxDepth) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
    this.functions = functions;
    this.maxDepth = maxDepth;
    this.numbers = new Numbers(source);
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
    if (peek().kind() == Token.Kind.END) {
      throw source.error(0, "no expression found in input");
    }
    Expression expression = expression(1);
    if (peek().kind() != Token.Kind.END) {
      throw unexpected("an operator or the end");
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
      throw TreeDepth.tooDeep(source, peek().offset(), maxDepth);
    }
  }

  /** Returns the operator that comes next if it binds tightly enough, and passes it. */
  private Optional<BinaryOperator> operator(int loosest) {
    Token token = peek();
    boolean candidate = token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.WORD;
    BinaryOperator operator = candidate ? OPERATORS.get(token.lowerCase()) : null;
    if (operator == null || operator.precedence() < loosest) {
      return Optional.empty();
    }
    next++;
    return Optional.of(operator);
  }

  private Expression operation(Expression left, BinaryOperator operator) {
    Token bool = peek();
    boolean asBool = passWord("bool");
    if (asBool && !operator.isComparison()) {
      throw source.error(bool.offset(), "bool modifier can only be used on comparison operators");
    }
    Optional<VectorMatching> matching = matching(operator);
    refuseFill();
    int precedence = operator.precedence();
    Expression right = expression(operator.isRightAssociative() ? precedence : precedence + 1);
    return new BinaryOperation(operator, left, right, asBool, matching, left.position());
  }

  private Optional<VectorMatching> matching(BinaryOperator operator) {
    boolean on = peek().isWord("on");
    if (!on && !peek().isWord("ignoring")) {
      return Optional.empty();
    }
    next++;
    List<String> labels = labelNames();
    Token group = peek();
    boolean left = passWord("group_left");
    boolean right = !left && passWord("group_right");
    if (!left && !right) {
      return Optional.of(new VectorMatching(on, labels, new VectorMatching.Group.OneToOne()));
    }
    if (operator.isSetOperator()) {
      throw source.error(
          group.offset(), "no grouping allowed for \"" + operator.symbol() + "\" operation");
    }
    List<String> include = peek().is("(") ? labelNames() : List.of();
    for (String name : include) {
      if (on && labels.contains(name)) {
        throw source.error(
            group.offset(), "label \"" + name + "\" must not occur in ON and GROUP clause at once");
      }
    }
    return Optional.of(
        new VectorMatching(
            on,
            labels,
            left
                ? new VectorMatching.Group.Left(include)
                : new VectorMatching.Group.Right(include)));
  }

  private void refuseFill() {
    Token token = peek();
    boolean fill = token.isWord("fill") || token.isWord("fill_left") || token.isWord("fill_right");
    if (fill && isSymbol(1, "(")) {
      throw source.unsupported(token.offset(), "modifier \"" + token.lowerCase() + "\"");
    }
  }

  private Expression unary() {
    Token sign = peek();
    if (!sign.is("+") && !sign.is("-")) {
      return postfix(primary());
    }
    next++;
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
    Token token = peek();
    return switch (token.kind()) {
      case NUMBER -> {
        next++;
        yield new NumberLiteral(numbers.valueOf(token), position(token));
      }
      case STRING -> {
        next++;
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
        throw unexpected("an operand");
      }
      case END -> throw unexpected("an operand");
    };
  }

  private Expression parentheses() {
    Token open = pass("(");
    Expression inner = expression(1);
    if (!peek().is(")")) {
      throw unexpected("an operator or \")\"");
    }
    next++;
    return new Parentheses(inner, position(open));
  }

  private Expression word(Token token) {
    String lowerCase = token.lowerCase();
    boolean called = isSymbol(1, "(");
    boolean grouped = isWord(1, "by") || isWord(1, "without");
    if (AGGREGATORS.containsKey(lowerCase) && (called || grouped)) {
      next++;
      return aggregation(token, AGGREGATORS.get(lowerCase));
    }
    if (Unsupported.AGGREGATORS.contains(lowerCase) && (called || grouped)) {
      throw source.unsupported(token.offset(), "aggregator \"" + lowerCase + "\"");
    }
    if (AFTER_OPERATORS.contains(lowerCase)) {
      throw unexpected("an operand");
    }
    if (called) {
      next++;
      return call(token);
    }
    if (lowerCase.equals("inf") || lowerCase.equals("nan")) {
      next++;
      double value = lowerCase.equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
      return new NumberLiteral(value, position(token));
    }
    next++;
    List<Matcher> matchers = new ArrayList<>();
    matchers.add(Matcher.metric(token.text()));
    return selector(token, matchers);
  }

  private Expression aggregation(Token name, Aggregator aggregator) {
    Optional<Grouping> before = grouping();
    Token open = peek();
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
    boolean without = peek().isWord("without");
    if (!without && !peek().isWord("by")) {
      return Optional.empty();
    }
    next++;
    return Optional.of(new Grouping(without, labelNames()));
  }

  private Expression call(Token name) {
    FunctionSignature function = functions.get(name.text());
    if (function == null) {
      if (Unsupported.FUNCTIONS.contains(name.text())) {
        throw source.unsupported(name.offset(), "function \"" + name.text() + "\"");
      }
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
    pass("(");
    List<Expression> arguments = new ArrayList<>();
    while (!peek().is(")")) {
      arguments.add(expression(1));
      if (peek().is(",") && !isSymbol(1, ")")) {
        next++;
      } else if (!peek().is(")")) {
        throw unexpected("\",\" or \")\"");
      }
    }
    next++;
    return arguments;
  }

  private List<String> labelNames() {
    if (!peek().is("(")) {
      throw unexpectedIn("grouping opts", "\"(\"");
    }
    next++;
    List<String> names = new ArrayList<>();
    while (!peek().is(")")) {
      Token name = peek();
      boolean plain = name.kind() == Token.Kind.WORD && name.text().indexOf(':') < 0;
      if (!plain && name.kind() != Token.Kind.STRING) {
        throw unexpectedIn("grouping opts", "label");
      }
      names.add(labelName(name));
      next++;
      if (peek().is(",")) {
        next++;
      } else if (!peek().is(")")) {
        throw unexpectedIn("grouping opts", "\",\" or \")\"");
      }
    }
    next++;
    return names;
  }

  private String labelName(Token name) {
    if (name.text().isEmpty() || !QuotedText.isValid(name.text())) {
      throw source.error(name.offset(), "invalid label name " + QuotedText.quote(name.text()));
    }
    return name.text();
  }

  // ---- selectors

  private Expression selector(Token first, List<Matcher> matchers) {
    if (peek().is("{")) {
      matchers(matchers);
    }
    VectorSelector selector = new VectorSelector(matchers, TimeShift.NONE, position(first));
    if (matchers.stream().allMatch(Parser::acceptsEmpty)) {
      throw source.error(
          first.offset(), "vector selector must contain at least one non-empty matcher");
    }
    return selector;
  }

  private static boolean acceptsEmpty(Matcher matcher) {
    return switch (matcher.operator()) {
      case EQUAL -> matcher.value().isEmpty();
      case NOT_EQUAL -> !matcher.value().isEmpty();
      case MATCHES -> AnchoredPattern.compile(matcher.value()).matches("");
      case NOT_MATCHES -> !AnchoredPattern.compile(matcher.value()).matches("");
    };
  }

  private void matchers(List<Matcher> matchers) {
    pass("{");
    Optional<String> name = matchers.stream().map(Matcher::value).findFirst(); // from in front
    while (!peek().is("}")) {
      Token label = peek();
      if (label.kind() != Token.Kind.WORD && label.kind() != Token.Kind.STRING) {
        throw unexpectedIn("label matching", "identifier or \"}\"");
      }
      next++;
      boolean metricName = label.kind() == Token.Kind.STRING && (peek().is(",") || peek().is("}"));
      Matcher matcher = metricName ? Matcher.metric(labelName(label)) : matcher(label);
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
      if (peek().is(",")) {
        next++;
      } else if (!peek().is("}")) {
        throw unexpectedIn("label matching", "\",\" or \"}\"");
      }
    }
    next++;
  }

  private Matcher matcher(Token label) {
    Token operator = peek();
    Matcher.Operator comparison = COMPARISONS.get(operator.text());
    if (operator.kind() != Token.Kind.SYMBOL || comparison == null) {
      throw unexpectedIn("label matching", "label matching operator, one of = != =~ !~");
    }
    next++;
    Token value = peek();
    if (value.kind() != Token.Kind.STRING) {
      throw unexpectedIn("label matching", "string");
    }
    next++;
    Matcher matcher = new Matcher(labelName(label), comparison, value.text());
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
      Token token = peek();
      if (token.is("[")) {
        expression = bracketed(expression);
      } else if (token.isWord("offset")) {
        expression = offset(expression);
      } else if (token.is("@")) {
        expression = at(expression);
      } else if (token.isWord("anchored") || token.isWord("smoothed")) {
        throw source.unsupported(token.offset(), "modifier \"" + token.lowerCase() + "\"");
      } else {
        return expression;
      }
    }
  }

  private Expression bracketed(Expression expression) {
    pass("[");
    Token token = peek();
    Duration range = numbers.length(token.offset(), duration(true));
    if (peek().is(":")) {
      next++;
      return subquery(expression, range);
    }
    pass("]", "\":\" or \"]\"");
    if (!(expression instanceof VectorSelector selector)) {
      throw source.error(
          expression.position().offset(),
          "ranges only allowed for vector selectors, a subquery needs a colon: [5m:]");
    }
    if (!selector.shift().offset().isZero()) {
      throw source.error(token.offset(), "no offset modifiers allowed before range");
    }
    if (selector.shift().at().isPresent()) {
      throw source.error(token.offset(), "no @ modifiers allowed before range");
    }
    return new MatrixSelector(selector, range, selector.position());
  }

  private Expression subquery(Expression inner, Duration range) {
    Token token = peek();
    Optional<Duration> step =
        token.is("]")
            ? Optional.empty()
            : Optional.of(numbers.length(token.offset(), duration(true)));
    pass("]", "\"]\"");
    return new Subquery(inner, range, step, TimeShift.NONE, inner.position());
  }

  /** Returns a number or duration in seconds; what the language can calculate here is refused. */
  private double duration(boolean inBrackets) {
    Token sign = peek();
    if (sign.is("-") || sign.is("+")) {
      next++;
    }
    Token token = peek();
    boolean calculated =
        token.is("(")
            || (token.kind() == Token.Kind.WORD
                && DURATION_WORDS.contains(token.lowerCase())
                && isSymbol(1, "("));
    if (calculated) {
      throw source.unsupported(token.offset(), "duration expression");
    }
    if (token.kind() != Token.Kind.NUMBER) {
      throw inBrackets
          ? unexpectedIn("range", "number or duration")
          : unexpectedIn("offset", "number or duration");
    }
    next++;
    double value = numbers.valueOf(token);
    Token after = peek();
    boolean operator =
        after.kind() == Token.Kind.SYMBOL
            && Set.of("+", "-", "*", "/", "%", "^").contains(after.text());
    if (inBrackets && operator) {
      throw source.unsupported(after.offset(), "duration expression");
    }
    return sign.is("-") ? -value : value;
  }

  private Expression offset(Expression expression) {
    Token word = peek();
    TimeShift shift = shiftOf(expression, word, "offset modifier");
    if (!shift.offset().isZero()) {
      throw source.error(word.offset(), "offset may not be set multiple times");
    }
    next++;
    int from = peek().offset();
    Duration offset = numbers.offset(from, duration(false));
    return shifted(expression, shift.withOffset(offset));
  }

  private Expression at(Expression expression) {
    Token sign = peek();
    TimeShift shift = shiftOf(expression, sign, "@ modifier");
    if (shift.at().isPresent()) {
      throw source.error(sign.offset(), "@ <timestamp> may not be set multiple times");
    }
    next++;
    Token token = peek();
    boolean start = token.isWord("start");
    if ((start || token.isWord("end")) && isSymbol(1, "(")) {
      next += 2;
      pass(")");
      return shifted(
          expression, shift.withAt(start ? new TimeShift.At.Start() : new TimeShift.At.End()));
    }
    return shifted(expression, shift.withAt(new TimeShift.At.Instant(instantMillis())));
  }

  private long instantMillis() {
    Token sign = peek();
    if (sign.is("-") || sign.is("+")) {
      next++;
    }
    Token token = peek();
    boolean word = token.isWord("inf") || token.isWord("nan");
    if (token.kind() == Token.Kind.NUMBER || word) {
      if (primary() instanceof NumberLiteral number) {
        double seconds = sign.is("-") ? -number.value() : number.value();
        return numbers.instantMillis(token.offset(), seconds);
      }
    }
    throw unexpectedIn("@", "timestamp in Unix seconds, start() or end()");
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
      return new VectorSelector(selector.matchers(), shift, selector.position());
    }
    if (expression instanceof MatrixSelector matrix) {
      VectorSelector selector = matrix.selector();
      return new MatrixSelector(
          new VectorSelector(selector.matchers(), shift, selector.position()),
          matrix.range(),
          matrix.position());
    }
    Subquery subquery = (Subquery) expression;
    return new Subquery(
        subquery.inner(), subquery.range(), subquery.step(), shift, subquery.position());
  }

  // ---- tokens

  private Token peek() {
    return tokens.get(next);
  }

  private boolean isSymbol(int ahead, String symbol) {
    return next + ahead < tokens.size() && tokens.get(next + ahead).is(symbol);
  }

  private boolean isWord(int ahead, String word) {
    return next + ahead < tokens.size() && tokens.get(next + ahead).isWord(word);
  }

  private boolean passWord(String word) {
    boolean passed = peek().isWord(word);
    if (passed) {
      next++;
    }
    return passed;
  }

  private Token pass(String symbol) {
    return pass(symbol, "\"" + symbol + "\"");
  }

  private Token pass(String symbol, String expected) {
    Token token = peek();
    if (!token.is(symbol)) {
      throw unexpected(expected);
    }
    next++;
    return token;
  }

  private static Position position(Token token) {
    return new Position(token.offset());
  }

  private QueryException unexpected(String expected) {
    Token token = peek();
    return source.error(
        token.offset(), "unexpected " + token.described() + ", expected " + expected);
  }

  private QueryException unexpectedIn(String place, String expected) {
    Token token = peek();
    return source.error(
        token.offset(),
        "unexpected " + token.described() + " in " + place + ", expected " + expected);
  }
}
