package io.kaldrix.monitor.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.template.TemplateException;
import io.kaldrix.monitor.api.template.TemplateSurroundings;
import io.kaldrix.monitor.api.template.TemplateSurroundings.Escaping;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFunctionsTest {

  private static final Instant AT = Instant.parse("2026-01-02T15:04:05.678Z");
  private static final Map<String, Object> DATA =
      Map.of(
          "labels", Labels.of("job", "api", "alertname", "Slow", "zone", "a"),
          "start", Instant.parse("2026-01-02T14:02:03.5Z"),
          "wait", Duration.ofMillis(90_500),
          "list", List.of("a", "b"),
          "there", Optional.of("x"),
          "gone", Optional.empty(),
          "count", 3);

  private static String fill(String text) {
    return new GoTemplates().compile("t", text).fill(DATA, AT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      textBlock =
          """
          {{ .list | join ", " }}                            => a, b
          {{ stringSlice "x" "y" | join "-" }}               => x-y
          {{ title "aBC dEF-gHI it's foo.bar foo_bar 9ab a:b" }} => Abc Def-Ghi It's Foo.bar Foo_bar 9Ab A:b
          {{ toUpper "straße" }} {{ toLower "ÄB" }}          => STRAßE äb
          [{{ trimSpace " a b " }}]                          => [a b]
          {{ reReplaceAll "a*" "x" "baaac" }}                => xbxcx
          {{ match "^a.c$" "abc" }}                          => true
          {{ toJson (dict "b" 1.5 "a" (list 1 "<x>" nil true)) }} => {"a":[1,"\\u003cx\\u003e",null,true],"b":1.5}
          {{ toJson 1e21 }} {{ toJson 0.0000001 }} {{ toJson 100000.0 }} => 1e+21 1e-7 100000
          {{ toJson .start }} {{ toJson .wait }}             => "2026-01-02T14:02:03.5Z" 90500000000
          {{ base64encode "aé" }} {{ base64decode "YcOp" }}  => YcOp aé
          {{ urlUnescape "a%20b%2Bc" }}                      => a b+c
          {{ append (list 1) 2 3 }}                          => [1 2 3]
          {{ (dict "a" 1).a }} {{ (dict).x }}                => 1 <no value>
          {{ date "Mon, 02 Jan 2006 15:04:05.000 -0700" .start }} => Fri, 02 Jan 2026 14:02:03.500 +0000
          {{ date "Monday January 2 3:04PM 06 002 _2 MST .999" .start }} => Friday January 2 2:02PM 26 002  2 UTC .5
          {{ .start | tz "Europe/Paris" | date "15:04 MST -07:00 Z07" }} => 15:02 CET +01:00 +01
          {{ .start | tz "Asia/Kathmandu" | date "15:04 Z0700" }} => 19:47 +0545
          {{ since .start }}                                 => 1h2m2.178s
          {{ humanizeDuration .wait }} {{ .wait }}           => 1m 30s 1m30.5s
          {{ .wait.Seconds }} {{ .wait.Minutes }}            => 90.5 1.5083333333333333
          {{ .start }}                                       => 2026-01-02 14:02:03.5 +0000 UTC
          {{ .start.Year }} {{ .start.Month }} {{ .start.Weekday }} {{ .start.Unix }} => 2026 January Friday 1767362523
          {{ (.start.Add .wait).Format "15:04:05" }} {{ .start.Before (.start.Add .wait) }} => 14:03:34 true
          {{ printf "%d %s" .start.Month .start.Month }}     => 1 January
          {{ toDate "2006-01-02 15:04" "2024-02-29 10:11" | date "02.01.06 15h04" }} => 29.02.24 10h11
          {{ toDate "2006-01-02" "no" }}                     => 0001-01-01 00:00:00 +0000 UTC
          {{ mustToDate "2006-01-02T15:04:05Z07:00" "2024-02-29T10:11:12.5+02:00" | tz "UTC" }} => 2024-02-29 08:11:12.5 +0000 UTC
          {{ .labels }}                                      => alertname=Slow, job=api, zone=a
          {{ .labels.job }}{{ .labels.none }}{{ len .labels }} => api3
          {{ .labels.Names | join "," }} {{ .labels.Values }} => alertname,job,zone [Slow api a]
          {{ range .labels.SortedPairs }}{{ .Name }}:{{ .Value }} {{ end }}. => alertname:Slow job:api zone:a .
          {{ .labels.Remove (stringSlice "job" "zone") }}    => alertname=Slow
          {{ range $k, $v := .labels }}{{ $k }}{{ $v }} {{ end }}. => alertnameSlow jobapi zonea .
          {{ .there }} {{ if .gone }}a{{ else }}b{{ end }}   => x b
          {{ eq .count 3 }} {{ gt .wait 1000 }}              => true true
          """)
  void givesWhatAlertmanagerGives(String text, String filled) {
    assertThat(fill(text)).isEqualTo(filled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '^',
      textBlock =
          """
          {{ join "," 3 }}                  => error calling join: wrong type for value; expected list; got int
          {{ join "," (list 1) }}           => error calling join: wrong type for value; expected a list of strings
          {{ dict "a" }}                    => error calling dict: want pairs of a key and a value
          {{ tz "Nowhere/Else" .start }}    => error calling tz: unknown time zone Nowhere/Else
          {{ date "2006" "x" }}             => error calling date: wrong type for value; expected time.Time; got string
          {{ mustToDate "2006-01-02" "x" }} => error calling mustToDate: parsing time "x" as "2006-01-02": cannot parse "x"
          {{ .labels.Remove 3 }}            => want one list of names
          {{ .labels.job "x" }}             => job is not a method but has arguments
          """)
  void saysWhatItCannotDo(String text, String problem) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> fill(text))
        .withMessageEndingWith(">: " + problem);
  }

  @Test
  void filesDefineWhatATextInvokes() {
    TemplateSurroundings surroundings =
        TemplateSurroundings.NONE.withFiles(
            Map.of("default.tmpl", "{{ define \"title\" }}[{{ .labels.job }}]{{ end }}"));
    assertThat(
            new GoTemplates()
                .compile("t", "{{ template \"title\" . }}", surroundings)
                .fill(DATA, AT))
        .isEqualTo("[api]");
  }

  @Test
  void aTextTakesTheDefinitionOfAFileOver() {
    TemplateSurroundings surroundings =
        TemplateSurroundings.NONE.withFiles(Map.of("f", "{{ define \"x\" }}theirs{{ end }}"));
    assertThat(
            new GoTemplates()
                .compile("t", "{{ define \"x\" }}ours{{ end }}{{ template \"x\" }}", surroundings)
                .fill(DATA, AT))
        .isEqualTo("ours");
  }

  @Test
  void aWrongFileIsNamed() {
    TemplateSurroundings surroundings =
        TemplateSurroundings.NONE.withFiles(Map.of("mail.tmpl", "a\n{{ define \"x\" }}"));
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> new GoTemplates().compile("t", "text", surroundings))
        .withMessage("template: mail.tmpl:2:4: {{ define }} has no {{ end }}");
  }

  @Test
  void anEngineBringsFunctionsOfItsOwn() {
    TemplateSurroundings surroundings =
        TemplateSurroundings.NONE.withFunctions(
            Map.of("onCall", arguments -> "ann of " + arguments.get(0)));
    assertThat(new GoTemplates().compile("t", "{{ onCall \"team\" }}", surroundings).fill(null, AT))
        .isEqualTo("ann of team");
  }

  @Test
  void valuesAreEscapedForHtmlUnlessTheyAreSafe() {
    TemplateSurroundings html = TemplateSurroundings.NONE.withEscaping(Escaping.HTML);
    assertThat(
            new GoTemplates()
                .compile("t", "<i>{{ \"<b>'+\" }}</i>{{ \"<b>\" | safeHtml }}", html)
                .fill(null, AT))
        .isEqualTo("<i>&lt;b&gt;&#39;&#43;</i><b>");
  }

  @Test
  void whatTemplatesDoNotKnowIsRefused() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(
            () ->
                new GoTemplates()
                    .compile("t", "{{ .x }}")
                    .fill(Map.of("x", Thread.State.class), AT))
        .withMessageContaining("a Class can't be used in a template");
  }
}
