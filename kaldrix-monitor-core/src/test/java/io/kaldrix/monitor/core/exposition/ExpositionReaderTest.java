package io.kaldrix.monitor.core.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.MetricType;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionReaderTest {

  @Test
  void readsSamplesWithTheirLabelsTimesAndMeanings() {
    Page page =
        Page.text(
            """
            # HELP http_requests_total Requests, all \\\\ of them.\\nIn lines.
            # TYPE http_requests_total counter
            http_requests_total{method="post",code="200"} 1027 1395066363000
            http_requests_total{method="post",code="400"}    3 1395066363001
            # a comment

              # TYPE temperature gauge
            temperature -1.5e-3
            """);

    assertThat(page.samples)
        .containsExactly(
            new Page.Line(
                Labels.of("__name__", "http_requests_total", "method", "post", "code", "200"),
                OptionalLong.of(1395066363000L),
                1027),
            new Page.Line(
                Labels.of("__name__", "http_requests_total", "method", "post", "code", "400"),
                OptionalLong.of(1395066363001L),
                3),
            new Page.Line(Labels.of("__name__", "temperature"), OptionalLong.empty(), -0.0015));
    assertThat(page.types)
        .containsEntry("http_requests_total", MetricType.COUNTER)
        .containsEntry("temperature", MetricType.GAUGE);
    assertThat(page.helps)
        .containsEntry("http_requests_total", "Requests, all \\ of them.\nIn lines.");
  }

  @Test
  void readsEscapesInLabelValuesAndLeavesUnknownOnes() {
    Labels labels =
        Page.text("m{path=\"C:\\\\DIR\",q=\"a \\\"b\\\"\\nc\",d=\"\\d+\"} 1\n").onlySeries();

    assertThat(labels.value("path")).isEqualTo("C:\\DIR");
    assertThat(labels.value("q")).isEqualTo("a \"b\"\nc");
    assertThat(labels.value("d")).isEqualTo("\\d+");
  }

  @Test
  void readsNamesInQuotesOfAnyLetters() {
    Page page =
        Page.text(
            """
            # TYPE "http.requests" counter
            {"http.requests","service.name"="käse 🧀",code="200",} 4
            """);

    assertThat(page.types).containsEntry("http.requests", MetricType.COUNTER);
    assertThat((Object) page.onlySeries())
        .isEqualTo(
            Labels.of("__name__", "http.requests", "service.name", "käse 🧀", "code", "200"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m 1",
        "m 1\n",
        "m\t1",
        "m{} 1",
        "m{}1",
        "m {} 1",
        "m { a = \"b\" , } 1",
        "  m{a=\"b\"}   1   ",
        "m{a=\"}\"} 1 5",
        "m{a=\"{,#\"} +1",
        ":m:_1 1",
        "#\n#x\n# \n# EOF\n# UNIT m\nm 1"
      })
  void readsWhatAPrometheusServerReads(String text) {
    assertThat(Page.text(text).samples).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "-0, -0.0",
    "+Inf, Infinity",
    "-inf, -Infinity",
    "Infinity, Infinity",
    "nAn, NaN",
    ".5, 0.5",
    "5., 5",
    "1E+3, 1000",
    "1e-400, 0",
    "1e400, Infinity"
  })
  void readsNumbersAsGoDoes(String text, Double expected) {
    assertThat(Page.text("m " + text).samples.get(0).value()).isEqualTo(expected);
  }

  @Test
  void aNanOnAPageNeverEndsASeries() {
    assertThat(StaleMarker.is(Page.text("m NaN").samples.get(0).value())).isFalse();
  }

  @Test
  void aLabelWithoutAValueIsNoLabel() {
    assertThat((Object) Page.text("m{a=\"\"} 1").onlySeries()).isEqualTo(Labels.of("__name__", "m"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m|line 1: the line ends after 'm', must be '{', or a blank and a value",
        "m |line 1: the line ends after 'm', must be '{', or a blank and a value",
        "m x|line 1: value is 'x' in 'm x', must be a number such as 1.5, 1e3, NaN or +Inf",
        "m 0x1p3|line 1: value is '0x1p3' in 'm 0x1p3', must be a number such as 1.5, 1e3, NaN or"
            + " +Inf",
        "m 1d|line 1: value is '1d' in 'm 1d', must be a number such as 1.5, 1e3, NaN or +Inf",
        "m 1 1.5|line 1: time is '1.5' in 'm 1 1.5', must be whole milliseconds since 1970 such as"
            + " 1700000000500",
        "m 1 99999999999999999999|line 1: time is '99999999999999999999' in 'm 1"
            + " 99999999999999999999', must be whole milliseconds since 1970 such as 1700000000500",
        "m 1 2 3|line 1: it goes on with '3' after 'm 1 2 ', must be the end of the line",
        "1m 1|line 1: it goes on with '1m 1', must be the name of a metric, of letters, digits, '_'"
            + " and ':'",
        "m+1|line 1: it goes on with '+1' after 'm', must be '{', or a blank and a value",
        "m{a} 1|line 1: it goes on with '} 1' after 'm{a', must be '='",
        "m{a=b} 1|line 1: it goes on with 'b} 1' after 'm{a=', must be a text in double quotes",
        "m{a=\"b} 1|line 1: it goes on with '\"b} 1' after 'm{a=', must be a text in double quotes"
            + " that also end",
        "m{a=\"b\" c=\"d\"} 1|line 1: it goes on with 'c=\"d\"} 1' after 'm{a=\"b\" ', must be ','"
            + " or '}'",
        "m{,} 1|line 1: it goes on with ',} 1' after 'm{', must be the name of a label, of letters,"
            + " digits and '_', or in quotes",
        "m{a:b=\"c\"} 1|line 1: it goes on with ':b=\"c\"} 1' after 'm{a', must be '='",
        "m{a=\"b\",a=\"\"} 1|line 1: label 'a' is given twice",
        "m{__name__=\"n\"} 1|line 1: label '__name__' stands among the labels, must stand before"
            + " them as the name",
        "{a=\"b\"} 1|line 1: has no metric name, must begin with one or have it first in {}",
        "m{\"n\"} 1|line 1: it goes on with '} 1' after 'm{\"n\"', must be '='",
        "# TYPE m|line 1: the line ends after '# TYPE m', must be a blank and a type",
        "# TYPE m guage|line 1: type is 'guage' in '# TYPE m guage', must be one of counter, gauge,"
            + " histogram, summary, untyped",
        "# TYPE m gauge x|line 1: it goes on with 'x' after '# TYPE m gauge ', must be the end of"
            + " the line",
        "# HELP|line 1: the line ends after '# HELP', must be a blank and the name of a metric",
      })
  void saysWhatIsWrongAndWhatWasAllowed(String text, String message) {
    assertThatThrownBy(() -> Page.text(text))
        .isInstanceOf(ExpositionException.class)
        .hasMessage(message);
  }

  @Test
  void namesTheLineAndHandsOnWhatStandsBeforeIt() {
    Page page = new Page();

    assertThatThrownBy(
            () ->
                ExpositionReader.read(
                    new ByteArrayInputStream("a 1\nb 2\nc !\nd 4\n".getBytes(StandardCharsets.UTF_8)),
                    ExpositionFormat.PROMETHEUS_TEXT,
                    page))
        .isInstanceOfSatisfying(
            ExpositionException.class, wrong -> assertThat(wrong.line()).isEqualTo(3));
    assertThat(page.samples).hasSize(2);
  }

  @Test
  void readsOpenMetrics() {
    Page page =
        Page.openMetrics(
            """
            # TYPE acme_http_router_request_seconds summary
            # UNIT acme_http_router_request_seconds seconds
            # HELP acme_http_router_request_seconds Latency of \\"all\\" requests.
            acme_http_router_request_seconds_sum{path="/api/v1"} 9036.32 1395066363.0005
            acme_http_router_request_seconds_count{path="/api/v1"} 807283.0
            acme_http_router_request_seconds_created{path="/api/v1"} 1605281325.0
            # TYPE go_goroutines gauge
            go_goroutines 69
            # TYPE foo histogram
            foo_bucket{le="0.1"} 8 # {} 0.054
            foo_bucket{le="1.0"} 11 1.5 # {trace_id="KOO5S4vxi0o"} 0.67
            foo_bucket{le="+Inf"} 17 # {trace_id="oHg5SJYRHA0"} 9.8 1520879607.789
            # EOF
            """);

    assertThat(page.samples).hasSize(7);
    assertThat(page.samples.get(0).timestampMillis()).hasValue(1395066363001L);
    assertThat(page.samples.get(5).timestampMillis()).hasValue(1500);
    assertThat(page.samples.get(6).timestampMillis()).isEmpty();
    assertThat(page.types)
        .containsEntry("acme_http_router_request_seconds", MetricType.SUMMARY)
        .containsEntry("foo", MetricType.HISTOGRAM);
    assertThat(page.units).containsEntry("acme_http_router_request_seconds", "seconds");
    assertThat(page.helps.values()).containsExactly("Latency of \"all\" requests.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m 1|line 2: the page ends, must end with the line # EOF; it may have been cut",
        "`m 1\n\n# EOF`|line 2: is empty, must be a sample, # TYPE, # HELP, # UNIT or # EOF",
        "`# EOF\nm 1`|line 2: follows # EOF, which must be the last line",
        "`# hello\n# EOF`|line 1: the line ends after '# hello', must be # TYPE, # HELP, # UNIT or #"
            + " EOF",
        "`m 1 x\n# EOF`|line 1: time is 'x' in 'm 1 x', must be seconds since 1970 such as"
            + " 1700000000.5",
        "`m 1 # {a=\"b\"}\n# EOF`|line 1: the line ends after 'm 1 # {a=\"b\"}', must be a blank and"
            + " the exemplar's value",
        "`# TYPE m untyped\n# EOF`|line 1: type is 'untyped' in '# TYPE m untyped', must be one of"
            + " counter, gauge, gaugehistogram, histogram, info, stateset, summary, unknown",
      })
  void refusesWhatOpenMetricsDoesNotAllow(String text, String message) {
    assertThatThrownBy(() -> Page.openMetrics(text))
        .isInstanceOf(ExpositionException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain; version=0.0.4; charset=utf-8|PROMETHEUS_TEXT",
        "application/openmetrics-text; version=1.0.0; charset=utf-8|OPEN_METRICS",
        "Application/OpenMetrics-Text|OPEN_METRICS",
        "text/html|PROMETHEUS_TEXT",
        "''|PROMETHEUS_TEXT"
      })
  void tellsTheFormatByTheContentType(String contentType, ExpositionFormat format) {
    assertThat(ExpositionFormat.of(contentType)).isEqualTo(format);
  }
}
