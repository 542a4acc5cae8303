package io.kaldrix.monitor.api.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTest {

  private final Score score = new Score();

  @Test
  void nothingIsKnownAtFirst() {
    assertNothingKnown();
  }

  @Test
  void givesWhatWasSet() {
    score.set(0.5, 10, 7, Double.POSITIVE_INFINITY, (value, s) -> value + " for " + s.expected());
    assertThat(score.isKnown()).isTrue();
    assertThat(score.value()).isEqualTo(0.5);
    assertThat(score.expected()).isEqualTo(10);
    assertThat(score.lower()).isEqualTo(7);
    assertThat(score.upper()).isInfinite();
    assertThat(score.reason(20)).isEqualTo("20.0 for 10.0");
  }

  @Test
  void unknownForgetsAll() {
    score.set(0.5, 10, 7, 13, (value, s) -> "far");
    score.unknown();
    assertNothingKnown();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, -Double.MIN_VALUE})
  void refusesAScoreOutsideItsRange(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> score.set(value, 0, 0, 0, (v, s) -> "far"))
        .withMessage("score is " + value + ", must be in [0, 1]");
    assertNothingKnown();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1, Double.MIN_VALUE})
  void takesTheEndsOfItsRange(double value) {
    score.set(value, 0, 0, 0, (v, s) -> "far");
    assertThat(score.value()).isEqualTo(value);
  }

  private void assertNothingKnown() {
    assertThat(score.isKnown()).isFalse();
    assertThat(score.value()).isNaN();
    assertThat(score.expected()).isNaN();
    assertThat(score.lower()).isNaN();
    assertThat(score.upper()).isNaN();
    assertThat(score.reason(1)).isEqualTo("still learning");
  }
}
