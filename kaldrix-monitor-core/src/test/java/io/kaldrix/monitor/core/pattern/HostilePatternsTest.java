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
    String range = "\\x{2000}-\\x{10FF0}";
    assertThat(AnchoredPattern.compile("(?i)[" + range + "]").matches("\u2c65")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile("(?i)[" + range + range + "]"))
        .withMessage(
            "regular expression ignores the case of ranges of more than 70000 characters together");
    assertThat(AnchoredPattern.compile("[" + range.repeat(500) + "]").matches("\u2c65")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)\u1c80",
        "a(?i:\\x{1C85})",
        "(?si)\\Qa\u1c88\\E",
        "(?i)[\u1c81]",
        "(?i)[a-\\x{2000}]",
        "(?i)[\\x{1c80}-\\x{1c82}]"
      })
  void lettersOfWhichTheOtherCaseIsLookedForForever(String expression) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile(expression))
        .withMessage(
            "regular expression ignores the case of U+1C80 to U+1C88, whose case is not known");
    assertThatIllegalArgumentException().isThrownBy(() -> SearchPattern.compile(expression));
  }

  @Test
  void thoseLettersWithTheirCase() {
    assertThat(AnchoredPattern.compile("[\u1c80-\u1c88]\\x{1C85}").matches("\u1c81\u1c85"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?i)[a-z]", "(?i)[^\\x00-\\x{10FFFF}]|x", "(?i)[]a-zà-ÿ[:alpha:]-]+"})
  void usualRangesWhoseCaseIsIgnored(String expression) {
    assertThat(AnchoredPattern.compile(expression).matches("X")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "^", "\\b", "()", "(?:)", "(^)", "\\A"})
  void whatMatchesNoLetterOverAndOver(String part) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchPattern.compile(part.repeat(9_500)))
        .withMessage(
            "regular expression has more than 2000 alternatives, optional parts and places");
    boolean matches = !part.equals("\\b"); // there is no word that a place could be at
    assertThat(SearchPattern.compile(part.repeat(1_000) + "a*").isIn("")).isEqualTo(matches);
  }

  @Test
  void manyUnicodeClasses() {
    assertThat(AnchoredPattern.compile("[\\pL\\pN_]\\PL*").matches("é1")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile("\\pL[\\pL]".repeat(150)))
        .withMessage("regular expression has more than 200 Unicode classes");
  }

  @Test
  void manyQuotations() {
    assertThat(AnchoredPattern.compile("\\Qa.b\\E".repeat(3)).matches("a.ba.ba.b")).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnchoredPattern.compile("ã\\Q\\E".repeat(2000)))
        .withMessage("regular expression has more than 200 quotations \\Q...\\E");
  }
}
