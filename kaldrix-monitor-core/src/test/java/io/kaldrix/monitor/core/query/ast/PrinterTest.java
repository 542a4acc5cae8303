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
        "round(a,0.5) | round(a, 0.5)"
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
