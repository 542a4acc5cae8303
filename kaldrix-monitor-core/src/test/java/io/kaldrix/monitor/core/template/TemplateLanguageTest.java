package io.kaldrix.monitor.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kaldrix.monitor.api.template.Template;
import io.kaldrix.monitor.api.template.TemplateEngine;
import io.kaldrix.monitor.api.template.TemplateException;
import io.kaldrix.monitor.plugin.testkit.TemplateEngineContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateLanguageTest implements TemplateEngineContract {

  /** What Go took up after the version that the table was made with. */
  private static final Set<String> NEWER = Set.of("{{ with 1 }}{{ else with 2 }}{{ end }}");

  @Override
  public TemplateEngine engine() {
    return new GoTemplates();
  }

  @TestFactory
  Stream<DynamicTest> saysWhatGoSays() {
    JsonTable table = JsonTable.beside(TemplateLanguageTest.class, "language.json");
    Object data = table.root().get("data");
    return table.cases().stream()
        .filter(row -> !NEWER.contains(row.get("template")))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    String.valueOf(row.get("template")).replace("\n", "\\n"),
                    () -> saysWhatGoSays(row, data)));
  }

  private void saysWhatGoSays(Map<String, Object> row, Object data) {
    String text = String.valueOf(row.get("template"));
    if (row.containsKey("gives")) {
      assertThat(engine().compile("main", text).fill(data, AT)).isEqualTo(row.get("gives"));
    } else if (row.containsKey("refused")) {
      assertThatExceptionOfType(TemplateException.class)
          .isThrownBy(() -> engine().compile("main", text));
    } else {
      assertThatExceptionOfType(TemplateException.class)
          .isThrownBy(() -> engine().compile("main", text).fill(data, AT));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      textBlock =
          """
          {{ range 3 }}{{ . }}{{ end }}                                  => 012
          {{ range $i := 2 }}{{ $i }}{{ end }}                           => 01
          {{ range 0 }}x{{ else }}none{{ end }}                          => none
          {{ with "" }}a{{ else with "b" }}{{ . }}{{ else }}c{{ end }}   => b
          {{ $x := 0 }}{{ range $x = 3 }}{{ end }}{{ $x }}               => 2
          """)
  void saysWhatNewerGoSays(String text, String filled) {
    assertThat(engine().compile("main", text).fill(null, AT)).isEqualTo(filled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      textBlock =
          """
          {{ .a                => 1:1: unclosed action, }} is missing
          a {{/* b             => 1:3: unclosed comment
          {{ "a }}             => 1:4: unterminated quoted string
          {{ toUper .a }}      => 1:4: function "toUper" not defined, did you mean 'toUpper'?
          {{ $x }}             => 1:4: undefined variable "$x"
          {{ $abc := 1 }}{{ $abd }} => 1:19: undefined variable "$abd", did you mean '$abc'?
          {{ if .a }}x         => 1:4: {{ if }} has no {{ end }}
          {{ end }}            => 1:4: unexpected {{ end }}
          {{ else }}           => 1:4: unexpected {{ else }}
          {{ len }}            => 1:4: wrong number of arguments for len: want 1, got 0
          {{ 1 | len 2 }}      => 1:8: wrong number of arguments for len: want 1, got 2
          {{ slice }}          => 1:4: wrong number of arguments for slice: want 1 to 4, got 0
          {{ eq 1 }}           => 1:4: wrong number of arguments for eq: want at least 2, got 1
          {{ if }}x{{ end }}   => 1:7: missing value for if
          {{ nil }}            => 1:4: nil is not a command
          {{ 1 2 }}            => 1:6: can't give an argument to what is no function
          {{ .a | 1 }}         => 1:9: only a function or field can take a pipeline's value
          {{ break }}          => 1:4: {{ break }} outside of {{ range }}
          {{ (1 }}             => 1:5: unclosed left parenthesis
          {{ 1) }}             => 1:5: unexpected right parenthesis
          {{ .a.}}             => 1:6: unexpected '.' in operand
          {{ @ }}              => 1:4: unexpected character '@'
          {{ 1abc }}           => 1:4: bad number '1abc'
          {{ "\\q" }}           => 1:5: unknown escape in '"\\q"'
          {{ template "x" }}   => 1:4: template "x" not defined
          {{ template x }}     => 1:13: unexpected 'x' in template, must be "NAME"
          {{ if 1 }}{{ define "x" }}{{ end }}{{ end }} => 1:14: {{ define }} inside of another block
          {{ range $a, $b, $c := .x }}{{ end }} => 1:16: too many variables in range
          {{ define "x" }}1{{ end }}{{ define "x" }}2{{ end }} => 1:30: multiple definition of template "x"
          """)
  void aWrongTextIsRefusedWithItsPlaceAndReason(String text, String problem) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> engine().compile("main", text))
        .withMessage("template: main:" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      textBlock =
          """
          {{ index .list 9 }}    => 1:4: executing "main" at <index .list 9>: error calling index: index out of range: 9
          {{ .text.x }}          => 1:4: executing "main" at <.text.x>: can't evaluate field x in type string
          {{ gt .number 1 }}     => 1:4: executing "main" at <gt .number 1>: error calling gt: incompatible types for comparison (float64 and int)
          {{ toUpper 3 }}        => 1:4: executing "main" at <toUpper 3>: error calling toUpper: wrong type for value; expected string; got int
          {{ range .text }}{{ end }} => 1:10: executing "main" at <.text>: range can't iterate over a value of type string
          {{ define "in" }}{{ .x }}{{ end }}{{ template "in" 1 }} => 1:21: executing "in" at <.x>: can't evaluate field x in type int
          {{ match "(" "x" }}    => 1:4: executing "main" at <match "(" "x">: error calling match: regular expression '(' is malformed: missing closing )
          """)
  void aFillThatFailsSaysWhereAndWhy(String text, String problem) {
    Template template = engine().compile("main", text);
    Map<String, Object> data = Map.of("list", List.of(1), "text", "t", "number", 0.5);
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> template.fill(data, AT))
        .withMessage("template: main:" + problem);
  }
}
