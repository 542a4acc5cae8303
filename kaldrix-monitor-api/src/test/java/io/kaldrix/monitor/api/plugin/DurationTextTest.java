package io.kaldrix.monitor.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0s, 0",
    "0ms, 0",
    "1ms, 1",
    "500ms, 500",
    "10s, 10000",
    "5m, 300000",
    "1h30m, 5400000",
    "1d, 86400000",
    "1w, 604800000",
    "1y, 31536000000",
    "1w2d3h4m5s6ms, 788645006",
    "90s, 90000",
    "999999999s, 999999999000"
  })
  void readsWhatPrometheusWrites(String text, long millis) {
    assertThat(DurationText.parse(text)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "-5s",
        "5 s",
        "5S",
        "1.5h",
        "s",
        "5m5h",
        "5s5s",
        "ms5",
        "1h 30m",
        "PT5S",
        "5sec",
        "٥s",
        "9999999999s",
        "999999999y"
      })
  void readsNothingElse(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ms",
    "500, 500ms",
    "1500, 1s500ms",
    "60000, 1m",
    "5400000, 1h30m",
    "86400000, 1d",
    "1209600000, 14d",
    "-5000, -5s"
  })
  void writesTheShortestText(long millis, String text) {
    assertThat(DurationText.format(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @Test
  void cutsToMilliseconds() {
    assertThat(DurationText.format(Duration.ofNanos(1_999_999))).isEqualTo("1ms");
    assertThat(DurationText.format(Duration.ofNanos(999))).isEqualTo("0s");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999, 61_001, 90_061_001, 31_536_000_000L, 123_456_789_012L})
  void readsWhatItWrites(long millis) {
    String text = DurationText.format(Duration.ofMillis(millis));
    assertThat(DurationText.parse(text)).contains(Duration.ofMillis(millis));
  }
}
