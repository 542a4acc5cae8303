package io.kaldrix.monitor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.label.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationTextTest {

  private static final Labels LABELS = Labels.of("job", "api", "instance", "node-1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain | plain
          {{ $labels.job }} is slow | api is slow
          {{$labels.job}}@{{   $labels.instance }} | api@node-1
          [{{ $labels.missing }}] | []
          took {{ $value }} s | took 0.333333 s
          single {brace} | single {brace}
          """)
  void standsForWhatTheExpressionReturned(String text, String filled) {
    assertThat(AnnotationText.parse("rule 'X'", text).fill(LABELS, 1.0 / 3)).isEqualTo(filled);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "0.05, 0.05",
    "1234567, 1234570",
    "1e20, 1E+20",
    "NaN, NaN",
    "Infinity, +Inf",
    "-Infinity, -Inf",
    "1e-300, 1E-300"
  })
  void aValueHasSixDigits(double value, String text) {
    assertThat(AnnotationText.parse("rule 'X'", "{{ $value }}").fill(LABELS, value))
        .isEqualTo(text);
  }

  @Test
  void anythingElseBetweenBracesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AnnotationText.parse("rule 'X': annotation 'summary'", "{{ .Foo }}"))
        .withMessage(
            "rule 'X': annotation 'summary' has {{ .Foo }}, must be {{ $labels.NAME }} or"
                + " {{ $value }}");
  }
}
