package io.kaldrix.monitor.core.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.ast.BinaryOperation;
import io.kaldrix.monitor.core.query.ast.BinaryOperator;
import io.kaldrix.monitor.core.query.ast.Expression;
import io.kaldrix.monitor.core.query.ast.NumberLiteral;
import io.kaldrix.monitor.core.query.ast.ValueType;
import io.kaldrix.monitor.core.query.ast.VectorSelector;
import io.kaldrix.monitor.core.query.eval.Functions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

  private static final int DEPTH = 250;

  private static Expression parse(String text) {
    return Parser.parse(text, Functions.signatures(), DEPTH);
  }

  private static QueryException refusal(String text) {
    QueryException refusal = catchThrowableOfType(QueryException.class, () -> parse(text));
    assertThat(refusal).as("refusal of %s", text).isNotNull();
    return refusal;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void wrongExpressionsAreRefusedWithPlaceAndReason(String text, int offset, String problem) {
    QueryException refusal = refusal(text);
    assertThat(refusal).hasMessageContaining(problem);
    assertThat(refusal.offset()).as(refusal.getMessage()).isEqualTo(offset);
    assertThat(refusal.expression()).isEqualTo(text);
  }

  static Stream<Arguments> wrongExpressionsAreRefusedWithPlaceAndReason() {
    return Stream.of(
        Arguments.of("", 0, "no expression found in input"),
        Arguments.of("  # nothing", 0, "no expression found in input"),
        Arguments.of("up +", 4, "unexpected end of input, expected an operand"),
        Arguments.of("up down", 3, "unexpected identifier \"down\", expected an operator"),
        Arguments.of("(up", 3, "unexpected end of input, expected an operator or \")\""),
        Arguments.of("up)", 2, "unexpected \")\""),
        Arguments.of("up;", 2, "unexpected character: ';'"),
        Arguments.of("up ! down", 3, "comparisons are !="),
        Arguments.of("up{", 3, "unexpected end of input inside braces, expected \"}\""),
        Arguments.of("up[5m", 5, "unclosed left bracket"),
        Arguments.of("up{job}", 6, "expected label matching operator, one of = != =~ !~"),
        Arguments.of(
            "up{job=api}", 7, "unexpected identifier \"api\" in label matching, expected string"),
        Arguments.of("up{job=\"api\" x}", 13, "expected \",\" or \"}\""),
        Arguments.of("up{job==\"api\"}", 7, "unexpected \"=\" in label matching, expected string"),
        Arguments.of("up{job=~\"(\"}", 8, "regular expression '(' is malformed"),
        Arguments.of("up{a:b=\"x\"}", 4, "unexpected character inside braces: ':'"),
        Arguments.of("{}", 0, "must contain at least one non-empty matcher"),
        Arguments.of("{job=~\".*\"}", 0, "must contain at least one non-empty matcher"),
        Arguments.of("up{__name__=\"x\"}", 3, "metric name must not be set twice: \"up\" or \"x\""),
        Arguments.of("up{\"x\"}", 3, "metric name must not be set twice"),
        Arguments.of("{\"\"}", 1, "invalid label name \"\""),
        Arguments.of("\"open", 0, "unterminated quoted string"),
        Arguments.of("`open", 0, "unterminated raw string"),
        Arguments.of("\"a\\qb\"", 2, "unknown escape sequence U+0071 'q', allowed are"),
        Arguments.of("\"\\x4\"", 1, "needs 2 digits of base 16, found 1"),
        Arguments.of("\"\\ud800\"", 1, "invalid Unicode code point"),
        Arguments.of("5mm", 0, "bad number or duration syntax: \"5mm\""),
        Arguments.of("999999999y", 0, "not a valid duration string"),
        Arguments.of("5m1h", 0, "not a valid duration string: \"5m1h\""),
        Arguments.of("1..2", 0, "bad number or duration syntax: \"1..2\""),
        Arguments.of("1e999", 0, "value out of range"),
        Arguments.of("0xffffffffffffffffff", 0, "value out of range"),
        Arguments.of("up[0s]", 3, "duration must be greater than 0"),
        Arguments.of("up[-5m]", 3, "duration must be greater than 0"),
        Arguments.of("up[400y]", 3, "duration out of range"),
        Arguments.of(
            "up[x]", 3, "unexpected identifier \"x\" in range, expected number, duration,"),
        Arguments.of("up offset", 9, "unexpected end of input in offset"),
        Arguments.of("up offset 1m offset 1m", 13, "offset may not be set multiple times"),
        Arguments.of("up @ 1 @ 2", 7, "@ <timestamp> may not be set multiple times"),
        Arguments.of("up @ NaN", 5, "timestamp out of bounds for @ modifier: NaN"),
        Arguments.of("up @ now()", 5, "expected timestamp in Unix seconds, start() or end()"),
        Arguments.of("sum(up) offset 1m", 8, "offset modifier must be preceded by"),
        Arguments.of("sum(up) @ 1", 8, "@ modifier must be preceded by"),
        Arguments.of(
            "sum(up)[5m]",
            0,
            "ranges only allowed for vector selectors, a subquery needs a colon: [5m:]"),
        Arguments.of("up offset 1m [5m]", 14, "no offset modifiers allowed before range"),
        Arguments.of("up @ 1 [5m]", 8, "no @ modifiers allowed before range"),
        Arguments.of("1[5m:]", 0, "subquery is only allowed on instant vector, got scalar"),
        Arguments.of(
            "sum by job (up)", 7, "unexpected identifier \"job\" in grouping opts, expected \"(\""),
        Arguments.of("sum by (1) (up)", 8, "in grouping opts, expected label"),
        Arguments.of("sum()", 3, "no arguments for aggregate expression provided"),
        Arguments.of("sum(up, up)", 3, "expected 1, got 2"),
        Arguments.of("topk(up)", 4, "expected 2, got 1"),
        Arguments.of(
            "topk(up, up)", 5, "expected type scalar in aggregation parameter, got instant vector"),
        Arguments.of(
            "count_values(1, up)", 13, "expected type string in aggregation parameter, got scalar"),
        Arguments.of("sum(up[5m])", 4, "a function such as rate() or avg_over_time()"),
        Arguments.of("rate(up)", 5, "a selector becomes one by a duration in brackets: [5m]"),
        Arguments.of("rate(up[5m], 1)", 0, "expected 1 argument(s) in call to \"rate\", got 2"),
        Arguments.of("round()", 0, "expected at least 1 argument(s) in call to \"round\", got 0"),
        Arguments.of(
            "hour(up, up)", 0, "expected at most 1 argument(s) in call to \"hour\", got 2"),
        Arguments.of("rate(up[5m],)", 11, "expected \",\" or \")\""),
        Arguments.of(
            "raet(up[5m])", 0, "unknown function with name \"raet\", did you mean 'rate'?"),
        Arguments.of("up > summ(up)", 5, "did you mean 'sum'?"),
        Arguments.of("histogram_qantile(1, up)", 0, "did you mean 'histogram_quantile'?"),
        Arguments.of("zzzzzzzzzzzz(up)", 0, "unknown function with name \"zzzzzzzzzzzz\" in"),
        Arguments.of(
            "-up[5m]",
            1,
            "unary expression only allowed on expressions of type scalar or instant vector"),
        Arguments.of(
            "up + \"x\"", 5, "must contain only scalar and instant vector types, got string"),
        Arguments.of("up and 1", 7, "set operator \"and\" not allowed"),
        Arguments.of("1 > 2", 0, "as in 1 > bool 2"),
        Arguments.of("up + bool up", 5, "bool modifier can only be used on comparison operators"),
        Arguments.of("up + on (a) 1", 12, "vector matching only allowed between instant vectors"),
        Arguments.of(
            "up and on (a) group_left up", 14, "no grouping allowed for \"and\" operation"),
        Arguments.of(
            "up + on (a) group_left (a) up", 12, "must not occur in ON and GROUP clause at once"),
        Arguments.of("up + on up", 8, "unexpected identifier \"up\" in grouping opts"),
        Arguments.of("up + group_left up", 5, "unexpected identifier \"group_left\""),
        Arguments.of("up + fill (x) up", 11, "in fill modifier, expected number"),
        Arguments.of("up and fill (0) up", 7, "not allowed for \"and\" operation"),
        Arguments.of("up + fill (0) 1", 14, "filling in missing series only allowed between"),
        Arguments.of("up[5m / 0]", 6, "division by zero"),
        Arguments.of("up[5m % 0s]", 6, "modulo by zero"),
        Arguments.of("up[5m + ]", 8, "in range, expected number, duration, step(), or range()"),
        Arguments.of("up offset - -5m", 12, "in offset, expected number, duration, step()"),
        Arguments.of("up[1" + "+1".repeat(300) + "]", 253, "nested too deep"),
        Arguments.of("sum(up) smoothed", 8, "smoothed modifier must be preceded by"),
        Arguments.of("up anchored [5m]", 13, "no anchored modifiers allowed before range"),
        Arguments.of("up[5m] anchored smoothed", 16, "cannot be used at the same time"),
        Arguments.of("up[5m] anchored anchored", 16, "anchored modifier already set"),
        Arguments.of(
            "deriv(up[5m] anchored)",
            6,
            "anchored modifier can only be used with: changes, delta, increase, rate, resets - not"
                + " with deriv"),
        Arguments.of("info(up, down)", 9, "expected label selectors only, such as"),
        Arguments.of("info(up, rate(x[5m]))", 9, "expected label selectors only, such as"),
        Arguments.of("up\n  + +", 8, "2:6: unexpected end of input"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatIsExperimentalIsRefusedUnlessItIsAskedFor(String text, int offset, String name) {
    Expression tree = parse(text);
    assertThatExceptionOfType(QueryException.class)
        .isThrownBy(() -> Experimental.refuse(text, tree))
        .withMessageContaining(name + " is experimental and not enabled")
        .extracting(QueryException::offset)
        .isEqualTo(offset);
  }

  static Stream<Arguments> whatIsExperimentalIsRefusedUnlessItIsAskedFor() {
    return Stream.of(
        Arguments.of("1 + mad_over_time(x[5m])", 4, "function \"mad_over_time\""),
        Arguments.of("info(up)", 0, "function \"info\""),
        Arguments.of("limitk(2, up)", 0, "aggregator \"limitk\""),
        Arguments.of("LIMIT_RATIO by (a) (0.5, up)", 0, "aggregator \"limit_ratio\""),
        Arguments.of("up + fill (0) down", 0, "modifier \"fill\""),
        Arguments.of("up + on (a) fill_left (0) down", 0, "modifier \"fill\""),
        Arguments.of("increase(up[5m] anchored)", 9, "modifier \"anchored\""),
        Arguments.of("up smoothed", 0, "modifier \"smoothed\""),
        Arguments.of("up[5m + 1m]", 0, "duration expression"),
        Arguments.of("up[step()]", 0, "duration expression"),
        Arguments.of("up[1h:2m*2]", 0, "duration expression"),
        Arguments.of("up offset -step()", 0, "duration expression"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "sum by (a) (rate(up[5m] offset -5m @ end())) / on (a) group_left (b) x",
        "max_over_time(up[1h:5m] @ 5) > bool 2",
        "up[(5m)]",
        "histogram_quantile(0.9, x)"
      })
  void whatIsNotExperimentalNeedNotBeAskedFor(String text) {
    Experimental.refuse(text, parse(text));
    assertThat(parse(text).text()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "sum",
        "by",
        "offset",
        "start",
        "end",
        "and",
        "step",
        "fill",
        "anchored",
        "job:up:sum",
        ":colon",
        "rate"
      })
  void wordsOfTheLanguageCanNameMetrics(String name) {
    assertThat(parse(name)).isInstanceOf(VectorSelector.class);
    assertThat(parse(name + "{a=\"b\"} offset 5m").type()).isEqualTo(ValueType.INSTANT_VECTOR);
  }

  @Test
  void blanksAndCommentsMeanNothing() {
    assertThat(parse("sum # of all\n by\t(a)(up)\r\n")).isEqualTo(parse("sum by (a) (up)"));
  }

  @Test
  void equalExpressionsAreEqualWhereverTheyStand() {
    BinaryOperation ratio = (BinaryOperation) parse("rate(x[5m]) / rate(x[5m])");
    assertThat(ratio.left()).isEqualTo(ratio.right()).hasSameHashCodeAs(ratio.right());
    assertThat(ratio.right().position().offset()).isEqualTo(14);
  }

  @Test
  void tighterOperatorsAreReadFirst() {
    BinaryOperation or = (BinaryOperation) parse("a or b and c > d + e * f ^ g");
    assertThat(or.operator()).isEqualTo(BinaryOperator.OR);
    BinaryOperation and = (BinaryOperation) or.right();
    BinaryOperation greater = (BinaryOperation) and.right();
    BinaryOperation sum = (BinaryOperation) greater.right();
    BinaryOperation product = (BinaryOperation) sum.right();
    assertThat(List.of(and.operator(), greater.operator(), sum.operator(), product.operator()))
        .containsExactly(
            BinaryOperator.AND,
            BinaryOperator.GREATER,
            BinaryOperator.ADD,
            BinaryOperator.MULTIPLY);
  }

  @Test
  void aSignBeforeANumberIsPartOfIt() {
    assertThat(((NumberLiteral) parse("-1.5")).value()).isEqualTo(-1.5);
    assertThat(((NumberLiteral) parse("- -1h")).value()).isEqualTo(3600);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"(", "-", "abs(", "sum by (a) (", "-(", "{", "[", "a + (", "a ^ ", "a offset "})
  void endlessRepetitionIsRefusedAtOnce(String part) {
    Assertions.assertTimeout(
        Duration.ofSeconds(2), () -> refusal(part.repeat(10_000) + "a" + ")".repeat(10_000)));
  }

  @Test
  void nestingHasALimitThatIsSaid() {
    assertThat(refusal("(".repeat(10_000) + "a" + ")".repeat(10_000)))
        .hasMessageContaining("nested too deep, at most 250 levels")
        .extracting(QueryException::offset)
        .isEqualTo(250);
    assertThat(refusal("a" + " + a".repeat(10_000))).hasMessageContaining("nested too deep");
    assertThat(refusal("a" + "[5m:]".repeat(10_000))).hasMessageContaining("nested too deep");
  }

  @Test
  void theDeepestAllowedTreeIsRead() {
    assertThat(parse("(".repeat(249) + "a" + ")".repeat(249)).unwrapped())
        .isInstanceOf(VectorSelector.class);
    assertThat(parse("a" + " + a".repeat(249)).type()).isEqualTo(ValueType.INSTANT_VECTOR);
  }

  @Test
  void hostileRegularExpressionsAreRefused() {
    assertThat(refusal("up{a=~\"(((x{1000}){1000}){1000})\"}"))
        .hasMessageContaining("unroll to more than");
  }
}
