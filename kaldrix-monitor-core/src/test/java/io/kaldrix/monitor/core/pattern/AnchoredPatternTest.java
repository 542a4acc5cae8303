package io.kaldrix.monitor.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnchoredPatternTest {

  @Test
  void theWholeTextMustMatch() {
    AnchoredPattern pattern = AnchoredPattern.compile("node-[0-9]|seed");
    assertThat(pattern.matches("node-1")).isTrue();
    assertThat(pattern.matches("seed")).isTrue();
    assertThat(pattern.matches("node-12")).isFalse();
    assertThat(pattern.matches("a seed")).isFalse();
  }

  @Test
  void aDotMatchesALineBreak() {
    assertThat(AnchoredPattern.compile("a.b").matches("a\nb")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "$1, api",
    "${1}, api",
    "$name, 8080",
    "${name}, 8080",
    "$1:$name, api:8080",
    "$1x, ''",
    "${1}x, apix",
    "$$, $",
    "$, $",
    "${, ${",
    "${1, ${1",
    "$-, $-",
    "$7, ''",
    "$00001, ''",
    "a$9b, a"
  })
  void referencesAreReplacedByWhatGroupsMatched(String template, String expanded) {
    AnchoredPattern pattern = AnchoredPattern.compile("(.*):(?P<name>[0-9]+)");
    assertThat(pattern.expand("api:8080", template)).hasValue(expanded);
  }

  @Test
  void nothingIsExpandedWhereTheTextDoesNotMatch() {
    assertThat(AnchoredPattern.compile("a").expand("b", "x")).isEmpty();
  }

  @Test
  void aGroupThatTookNoPartIsNothing() {
    assertThat(AnchoredPattern.compile("(a)|b").expand("b", "<$1>")).hasValue("<>");
  }

  @Test
  void whatIsMalformedIsRefusedWithTheReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile("a(b"))
        .withMessageContaining("a(b")
        .withMessageContaining("missing closing )");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "((((a{1000}){1000}){1000}){1000})",
        "(((a{99}){99}){99}){2,}",
        "(?:(?:[a-z]{1000}){60})",
        "((\\pL{500}\\QABCD\\E{500}){500})",
        "(([^]a]{300}){300})"
      })
  void repetitionsThatUnrollTooFarAreRefused(String expression) {
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> AnchoredPattern.compile(expression))
                .withMessageContaining("unroll to more than 50000"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"((x?){100}){100}", "(x{0,50}){20}", "((a|b|c|d|e){999})", "(y{3,}){999}"})
  void tooManyWaysToMatchAreRefused(String expression) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile(expression))
        .withMessageContaining("more than 2000 alternatives, optional parts and places");
  }

  @Test
  void asManyWaysAsAreAllowedLeaveTheStackWhole() {
    String optional = "x?".repeat(1_999);
    String alternatives = "ab|cd|ef|gh|".repeat(499) + "z";
    String nested = "(?:".repeat(99) + "a" + ")?".repeat(99);
    assertThat(AnchoredPattern.compile(optional).matches("y")).isFalse();
    assertThat(AnchoredPattern.compile(alternatives).matches("y")).isFalse();
    assertThat(AnchoredPattern.compile(nested).matches("y")).isFalse();
  }

  @Test
  void groupsThatNestTooDeepAreRefused() {
    String nested = "(".repeat(10_000) + ")".repeat(10_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile(nested))
        .withMessageContaining("nests deeper than 100");
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile("a".repeat(70_000)))
        .withMessageContaining("70000 characters, at most 65536");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        ".*",
        "a{2,5}b{3}",
        "\\(\\)\\{9999\\}",
        "[(]{4}[)\\]{}]",
        "[[:word:](]+",
        "a{x}",
        "\\Q(((\\E",
        "(?i:prod|test)-[0-9]{1,3}"
      })
  void ordinaryExpressionsPass(String expression) {
    assertThatNoException().isThrownBy(() -> AnchoredPattern.compile(expression));
  }

  @Test
  void matchingTakesTimeInProportionToTheText() {
    AnchoredPattern hostile = AnchoredPattern.compile("(a*)*(a|a)*(a?){40}b");
    Assertions.assertTimeout(
        Duration.ofSeconds(5), () -> assertThat(hostile.matches("a".repeat(5_000))).isFalse());
  }
}
