package io.kaldrix.monitor.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that would take minutes to compile are refused before. */
class HostilePatternsTest {

  @Test
  void wideRangesWhoseCaseIsIgnored() {
    String range = "\\x{100}-\\x{10FF0}";
    assertThat(AnchoredPattern.compile("(?i)[" + range + "]").matches("é")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile("(?i)[" + range + range + "]"))
        .withMessage(
            "regular expression ignores the case of ranges of more than 70000 characters together");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile("(?si:[Ā-\\x{1FFFF}])|(?i)[\u0100-\uFFFF]"));
    assertThat(AnchoredPattern.compile("[" + range.repeat(500) + "]").matches("Ā")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?i)[a-z]", "(?i)[^\\x00-\\x{10FFFF}]|x", "(?i)[]a-zà-ÿ[:alpha:]-]+"})
  void usualRangesWhoseCaseIsIgnored(String expression) {
    assertThat(AnchoredPattern.compile(expression).matches("X")).isTrue();
  }

  @Test
  void manyUnicodeClasses() {
    assertThat(AnchoredPattern.compile("[\\pL\\pN_]\\PL*").matches("é1")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile("\\pL[\\pL]".repeat(150)))
        .withMessage("regular expression has more than 200 Unicode classes");
  }
}
