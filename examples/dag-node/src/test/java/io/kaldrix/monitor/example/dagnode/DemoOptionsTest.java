package io.kaldrix.monitor.example.dagnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DemoOptionsTest {

  @Test
  void nothingIsNeeded() {
    assertThat(DemoOptions.parse())
        .isEqualTo(
            new DemoOptions(
                Duration.ofSeconds(85),
                Path.of("kaldrix.yml"),
                Path.of("target", "dag-node-data"),
                150));
  }

  @Test
  void everyOptionIsTakenInAnyOrderTheLastCounts() {
    assertThat(
            DemoOptions.parse(
                "--rate",
                "10",
                "--config",
                "my.yml",
                "--data",
                "logs",
                "--duration",
                "1h30m",
                "--rate",
                "20.5"))
        .isEqualTo(
            new DemoOptions(Duration.ofMinutes(90), Path.of("my.yml"), Path.of("logs"), 20.5));
  }

  @ParameterizedTest
  @CsvSource({"85s, 85000", "85000ms, 85000", "1h, 3600000"})
  void theShortestDurationIsAllowed(String value, long millis) {
    assertThat(DemoOptions.parse("--duration", value).duration())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"0.001, 0.001", "1000, 1000"})
  void bothEndsOfTheRateAreAllowed(String value, double rate) {
    assertThat(DemoOptions.parse("--rate", value).rate()).isEqualTo(rate);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refuses(String line, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(line.split(" ")))
        .withMessage(message);
  }

  static Stream<Arguments> refuses() {
    String duration = "must be a duration such as 500ms, 10s, 5m or 1h30m, 1m25s or longer";
    String rate = "must be a number above 0, up to 1000";
    return Stream.of(
        Arguments.of("--fast", "unknown option '--fast'\n" + DemoOptions.USAGE),
        Arguments.of("--fast 5m", "unknown option '--fast'\n" + DemoOptions.USAGE),
        Arguments.of("5m", "unknown option '5m'\n" + DemoOptions.USAGE),
        Arguments.of("--rate 10 --config", "option '--config' has no value\n" + DemoOptions.USAGE),
        Arguments.of("--duration 84s", "--duration is '84s', " + duration),
        Arguments.of("--duration 300", "--duration is '300', " + duration),
        Arguments.of("--duration soon", "--duration is 'soon', " + duration),
        Arguments.of("--rate 0", "--rate is '0', " + rate),
        Arguments.of("--rate -1", "--rate is '-1', " + rate),
        Arguments.of("--rate 1001", "--rate is '1001', " + rate),
        Arguments.of("--rate NaN", "--rate is 'NaN', " + rate),
        Arguments.of("--rate many", "--rate is 'many', " + rate));
  }

  @Test
  void theUsageNamesEveryDefault() {
    DemoOptions defaults = DemoOptions.parse();
    assertThat(DemoOptions.USAGE)
        .contains("default " + defaults.duration().toSeconds() + "s")
        .contains("default " + defaults.configuration() + ")")
        .contains("default " + defaults.dataDirectory() + ")")
        .contains("default " + (int) defaults.rate() + ")");
  }
}
