package io.kaldrix.monitor.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.query.QueryValue;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.core.rule.file.PromQl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {

  @TempDir Path directory;

  @Test
  void readsOpenMetricsWithTimes() throws IOException {
    History history =
        read(
            "series.om",
            """
            # TYPE requests counter
            requests_total{job="api"} 1 1700000000
            requests_total{job="api"} 4 1700000060.5
            # EOF
            """);
    assertThat(values(history, "requests_total"))
        .isEqualTo("[1.0@1700000000000, 4.0@1700000060500]");
    assertThat(history.first()).contains(Instant.ofEpochSecond(1700000000));
    assertThat(history.last()).contains(Instant.ofEpochMilli(1700000060500L));
  }

  @Test
  void readsPrometheusTextWithTimes() throws IOException {
    History history =
        read("series.prom", "up{job=\"a\"} 1 1700000000000\nup{job=\"a\"} 0 1700000060000\n");
    assertThat(values(history, "up")).isEqualTo("[1.0@1700000000000, 0.0@1700000060000]");
  }

  @Test
  void readsARowForEachSample() throws IOException {
    History history =
        read(
            "series.csv",
            """
            timestamp,series,value
            2026-01-01T00:00:00Z,"up{job=""a"", zone=""x,y""}",1
            2026-01-01 00:01:00,"up{job=""a"", zone=""x,y""}",NaN
            1767225720,"up{job=""a"", zone=""x,y""}",0.5
            """);
    assertThat(values(history, "up"))
        .isEqualTo("[1.0@1767225600000, NaN@1767225660000, 0.5@1767225720000]");
  }

  @Test
  void readsAColumnForEachSeries() throws IOException {
    History history =
        read(
            "nab",
            "timestamp,value,\"cpu{host=\"\"b\"\"}\"\n2014-04-01 00:00:00,18.3,\n2014-04-01 00:05:00,,2\n");
    assertThat(values(history, "value")).isEqualTo("[18.3@1396310400000]");
    assertThat(values(history, "cpu")).isEqualTo("[2.0@1396310700000]");
    assertThat(history.seriesCount()).isEqualTo(2);
    assertThat(history.sampleCount()).isEqualTo(2);
  }

  @Test
  void readsTheLoadBlocksOfAScript() throws IOException {
    History history =
        read("data", "load 30s\n  a{b=\"c\"} 1 _ 3+1x2\n\neval instant at 0 a\n  a 1\n");
    assertThat(values(history, "a")).isEqualTo("[1.0@0, 3.0@60000, 4.0@90000, 5.0@120000]");
  }

  @Test
  void orderDoesNotMatterAndTheLastOfTwoSamplesAtOneInstantCounts() throws IOException {
    History history = read("a.csv", "timestamp,a\n120,3\n60,1\n120,4\n0,0\n");
    assertThat(values(history, "a")).isEqualTo("[0.0@0, 1.0@60000, 4.0@120000]");
  }

  @Test
  void answersPromQl() throws IOException {
    History history = read("a.csv", "timestamp,a\n0,1\n60,2\n120,3\n");
    assertThat(
            history
                .queries(PromQl.PROMETHEUS_2)
                .instant("count_over_time(a[2m])", Instant.ofEpochSecond(120))
                .value())
        .isEqualTo(vector(3));
    assertThat(
            history
                .queries(PromQl.PROMETHEUS_3)
                .instant("count_over_time(a[2m])", Instant.ofEpochSecond(120))
                .value())
        .isEqualTo(vector(2));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.csv  | time,value             | line 1: the header is 'time,value', must be",
        "a.csv  | timestamp,a;yesterday,1 | line 2: time 'yesterday' is wrong, must be seconds",
        "a.csv  | timestamp,a;0,one      | line 2: value 'one' is no number",
        "a.csv  | timestamp,a;0          | line 2: there are 1 cells, must be 2",
        "a.csv  | timestamp,a{           | line 1: series is wrong",
        "a.prom | up 1                   | a sample of up has no time",
        "a.prom | up one 5               | line 1:",
        "a.test | load 5m;  a one        | line 2: point 'one' is wrong",
      })
  void whatIsWrongIsToldWithItsPlace(String name, String text, String problem) {
    assertThatThrownBy(() -> read(name, text.replace(';', '\n') + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(directory.resolve(name) + ": ")
        .hasMessageContaining(problem);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> History.read(List.of(directory.resolve("none.csv"))))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.csv");
  }

  private static QueryValue vector(double value) {
    return new QueryValue.InstantVector(List.of(new VectorSample(Labels.EMPTY, 120_000, value)));
  }

  private History read(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    return History.read(List.of(file));
  }

  private static String values(History history, String metric) {
    Series series =
        history
            .series()
            .select(
                List.of(Matcher.metric(metric)),
                history.first().orElseThrow(),
                history.last().orElseThrow())
            .get(0);
    return series.samples().asList().stream()
        .map(sample -> sample.value() + "@" + sample.timestampMillis())
        .toList()
        .toString();
  }
}
