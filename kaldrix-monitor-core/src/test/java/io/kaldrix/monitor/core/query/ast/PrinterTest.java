package io.kaldrix.monitor.core.query.ast;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.query.QueryException;
import io.kaldrix.monitor.core.query.RandomExpressions;
import io.kaldrix.monitor.core.query.eval.Functions;
import io.kaldrix.monitor.core.query.parse.Parser;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrinterTest {

  @Test
  void aMetricsNameThatIsNoTextIsComparedWith() {
    assertThat(parse("{__name__=\"f\\xff\"}[1d]").text()).isEqualTo("{__name__=\"f\\xff\"}[1d]");
    assertThat(parse("{__name__=\"é.f\"}").text()).isEqualTo("{\"é.f\"}");
  }

  private static final Position START = new Position(0);

  private static Expression parse(String text) {
    return Parser.parse(text, Functions.signatures(), 250);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1e3 | 1000",
        "1e300 | 1e300",
        "0.1 | 0.1",
        "2.5E-9 | 2.5e-9",
        "0x10 | 16",
        "-0 | -0",
        "inf | Inf",
        "5m | 300",
        "'it\\'s' | \"it's\"",
        "\"a\\\"b\\\\c\\n\\x01\\xff\" | \"a\\\"b\\\\c\\n\\x01\\xff\"",
        "up | up",
        "{__name__=\"up\"} | up",
        "{job='api', 'up'} | up{job=\"api\"}",
        "{\"node.up\", 'a.b'=~\"c\", d!='e'} | {\"node.up\", \"a.b\"=~\"c\", d!=\"e\"}",
        "{__name__=\"a\", __name__=\"b\"} | {\"a\", __name__=\"b\"}",
        "sum | {\"sum\"}",
        "up offset 90s @ 1.5 | up @ 1.500 offset 1m30s",
        "up[1h] offset -5m | up[1h] offset -5m",
        "up @ end() | up @ end()",
        "up[1d:] | up[1d:]",
        "up[300:60] @ start() | up[5m:1m] @ start()",
        "SUM(up)BY(job) | sum by (job) (up)",
        "sum without()(up) | sum without () (up)",
        "count_values by(\"x.y\",z)(\"v\",up) | count_values by (\"x.y\", z) (\"v\", up)",
        "a+b*c | a + b * c",
        "(a+b)*c | (a + b) * c",
        "a>bool b | a > bool b",
        "a/on(x)group_left b | a / on (x) group_left () b",
        "a AND ignoring(x) b | a and ignoring (x) b",
        "a-on()group_right(y) b | a - on () group_right (y) b",
        "-a^2 | -a ^ 2",
        "+a | +a",
        "time ( ) | time()",
        "round(a,0.5) | round(a, 0.5)",
        "a[5m+2*(1m-30s)] | a[5m + 2s * (1m - 30s)]",
        "a[-(1m-2m)^2] | a[-(1m - 2m) ^ 2s]",
        "a[STEP()] offset -range() | a[step()] offset (-range())",
        "a[max_of(1h,MIN_OF(step(),2)):1m/3] | a[max_of(1h, min_of(step(), 2s)):1m / 3s]",
        "a offset (1m*2) @ 1 smoothed | a @ 1.000 offset (1m * 2s) smoothed",
        "rate(a[1m] ANCHORED) | rate(a[1m] anchored)",
        "a+fill(0)b | a + ignoring () fill (0) b",
        "a>bool on(x)group_left fill_left(-Inf)b | a > bool on (x) group_left () fill_left (-Inf) b",
        "a-fill_right(1)fill_left(NaN)b | a - ignoring () fill_left (NaN) fill_right (1) b",
        "info(a) | info(a)",
        "info(a,{__name__='b',c=~'.*'}) | info(a, {\"b\", c=~\".*\"})",
        "info(a,{}) | info(a, {})",
        "limitk by(x)(2,a) | limitk by (x) (2, a)"
      })
  void printsPlainly(String given, String printed) {
    assertThat(parse(given).text()).isEqualTo(printed);
    assertThat(parse(printed)).isEqualTo(parse(given));
  }

  @Test
  void whatIsPrintedParsesToAnEqualTree() {
    RandomExpressions expressions = new RandomExpressions(new Random(20261121));
    int printed = 0;
    while (printed < 10_000) {
      String given = expressions.next();
      Expression tree;
      try {
        tree = parse(given);
      } catch (QueryException e) {
        continue; // its types do not fit
      }
      assertThat(parse(tree.text())).as(given).isEqualTo(tree);
      printed++;
    }
  }

  @Test
  void operandsThatBindTooLooselyGetParentheses() {
    Expression sum = parse("a + b");
    Expression c = parse("c");
    Expression product =
        new BinaryOperation(BinaryOperator.MULTIPLY, sum, c, false, Optional.empty(), START);
    assertThat(product.text()).isEqualTo("(a + b) * c");
    assertThat(new Negation(sum, START).text()).isEqualTo("-(a + b)");
    Expression power =
        new BinaryOperation(
            BinaryOperator.POWER,
            new NumberLiteral(-1, START),
            new NumberLiteral(2, START),
            false,
            Optional.empty(),
            START);
    assertThat(power.text()).isEqualTo("(-1) ^ 2");
  }
}
