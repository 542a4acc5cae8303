package io.kaldrix.monitor.api.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.label.Matcher.Operator;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MatcherTest {

  @ParameterizedTest(name = "{1}")
  @MethodSource
  void isWrittenAsASelectorWritesIt(Matcher matcher, String text) {
    assertThat(matcher).hasToString(text);
  }

  static Stream<Arguments> isWrittenAsASelectorWritesIt() {
    return Stream.of(
        Arguments.of(Matcher.equal("job", "a\"b"), "job=\"a\\\"b\""),
        Arguments.of(new Matcher("job", Operator.NOT_EQUAL, ""), "job!=\"\""),
        Arguments.of(new Matcher("job", Operator.MATCHES, "api|web"), "job=~\"api|web\""),
        Arguments.of(new Matcher("job", Operator.NOT_MATCHES, "\\d+"), "job!~\"\\\\d+\""),
        Arguments.of(Matcher.metric("up"), "__name__=\"up\""));
  }

  @Test
  void twoOperatorsTakeRegularExpressions() {
    assertThat(Arrays.stream(Operator.values()).filter(Operator::isRegularExpression))
        .containsExactly(Operator.MATCHES, Operator.NOT_MATCHES);
  }

  @Test
  void refusesAnEmptyName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Matcher.equal("", "x"))
        .withMessage("matcher name is empty, must be one character or more");
  }
}
