package io.kaldrix.monitor.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPatternTest {

  @Test
  void isFoundAnywhere() {
    assertThat(SearchPattern.compile("b.").isIn("abc")).isTrue();
    assertThat(SearchPattern.compile("^b").isIn("abc")).isFalse();
    assertThat(SearchPattern.compile("a.b").isIn("a\nb")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "b, abcb, [$0], a[b]c[b]",
    "a*, baaac, x, xbxcx",
    "'', ab, -, -a-b-",
    "(?P<x>.)(.), abcd, ${x}$2$$, ab$cd$",
    "x, abc, y, abc"
  })
  void eachMatchIsReplaced(String expression, String text, String template, String replaced) {
    assertThat(SearchPattern.compile(expression).replaceIn(text, template)).isEqualTo(replaced);
  }

  @Test
  void whatUnrollsTooFarIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchPattern.compile("((a{100}){100}){100}"))
        .withMessageContaining("unroll");
  }
}
