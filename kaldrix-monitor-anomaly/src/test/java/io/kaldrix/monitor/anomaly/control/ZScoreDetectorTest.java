package io.kaldrix.monitor.anomaly.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kaldrix.monitor.api.anomaly.Detector;
import io.kaldrix.monitor.api.anomaly.DetectorProvider;
import io.kaldrix.monitor.api.anomaly.Score;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.plugin.testkit.DetectorContract;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZScoreDetectorTest implements DetectorContract {

  @Override
  public DetectorProvider provider() {
    return new ZScoreDetector.Provider();
  }

  @Override
  public Map<String, ?> settings() {
    return Map.of("window", 64, "threshold", 3);
  }

  @Override
  public int warmUpSamples() {
    return ZScoreDetector.WARM_UP_SAMPLES;
  }

  private final Score score = new Score();
  private long now;

  private Score next(Detector detector, double value) {
    detector.score(++now, value, score);
    return score;
  }

  /** A chart that has seen 0 and 2 in turn: mean 1, standard deviation 1 but for the divisor. */
  private ZScoreDetector settled() {
    ZScoreDetector detector = new ZScoreDetector(100, 3.5);
    for (int i = 0; i < 100; i++) {
      next(detector, i % 2 * 2);
    }
    return detector;
  }

  private static final double SIGMA = Math.sqrt(100.0 / 99);

  @ParameterizedTest(name = "{0} standard deviations score {1}")
  @CsvSource({"0, 0", "3.5, 0.5", "-3.5, 0.5", "7, 0.8", "-1.75, 0.2"})
  void scoresByTheDistanceInStandardDeviations(double sigmas, double expected) {
    Score answer = next(settled(), 1 + sigmas * SIGMA);
    assertThat(answer.value()).isCloseTo(expected, within(1e-12));
  }

  @Test
  void boundsLieWhereTheScoreIsAHalf() {
    Score answer = next(settled(), 1);
    assertThat(answer.expected()).isCloseTo(1, within(1e-12));
    assertThat(answer.lower()).isCloseTo(1 - 3.5 * SIGMA, within(1e-12));
    assertThat(answer.upper()).isCloseTo(1 + 3.5 * SIGMA, within(1e-12));
  }

  @Test
  void saysWhyInOneSentence() {
    assertThat(next(settled(), 11).reason(11))
        .isEqualTo(
            "11.0000 is 9.9 standard deviations above the recent mean of 1.00000;"
                + " 3.5 were allowed");
    assertThat(next(settled(), -9).reason(-9)).contains("9.9 standard deviations below");
  }

  @Test
  void saysThatTheSeriesWasConstantWhereDeviationsCannotBeCounted() {
    ZScoreDetector detector = new ZScoreDetector(128, 3.5);
    for (int i = 0; i < 40; i++) {
      next(detector, 0);
    }
    assertThat(next(detector, 0.25).reason(0.25))
        .isEqualTo("0.250000 comes after a constant 0.00000");
  }

  @Test
  void isSilentUntilItHasSeenThirtySamples() {
    ZScoreDetector detector = new ZScoreDetector(128, 3.5);
    for (int i = 0; i < 30; i++) {
      assertThat(next(detector, i).isKnown()).isFalse();
    }
    assertThat(next(detector, 30).isKnown()).isTrue();
  }

  @Test
  void aShortWindowScoresOnceItIsFull() {
    ZScoreDetector detector = new ZScoreDetector(8, 3.5);
    for (int i = 0; i < 8; i++) {
      assertThat(next(detector, i).isKnown()).isFalse();
    }
    assertThat(next(detector, 8).isKnown()).isTrue();
  }

  @Test
  void acceptsANewLevelOnceTheWindowHasPassed() {
    ZScoreDetector detector = settled();
    assertThat(next(detector, 1000).value()).isGreaterThan(0.99);
    for (int i = 0; i < 100; i++) {
      next(detector, 1000 + i % 2);
    }
    assertThat(next(detector, 1000).value()).isLessThan(0.1);
  }

  @Test
  void aStepAwayFromConstancyIsMostUnusual() {
    ZScoreDetector detector = new ZScoreDetector(50, 3.5);
    for (int i = 0; i < 60; i++) {
      next(detector, 5);
    }
    assertThat(next(detector, 5).value()).isZero();
    assertThat(next(detector, 5.001).value()).isGreaterThan(0.99);
  }

  @Test
  void aConstantIsNotUnusualForItsLastDigits() {
    ZScoreDetector detector = new ZScoreDetector(50, 3.5);
    for (int i = 0; i < 60; i++) {
      next(detector, 0.3);
    }
    assertThat(next(detector, 0.1 + 0.2).value()).isLessThan(1e-9);
  }

  @Test
  void anyStepAwayFromZeroIsMostUnusual() {
    ZScoreDetector detector = new ZScoreDetector(50, 3.5);
    for (int i = 0; i < 60; i++) {
      next(detector, 0);
    }
    assertThat(next(detector, 1e-6).value()).isEqualTo(1);
    ZScoreDetector other = new ZScoreDetector(50, 3.5);
    for (int i = 0; i < 60; i++) {
      next(other, 0);
    }
    assertThat(next(other, Double.MIN_VALUE).value()).isLessThan(0.5); // sunk among the denormals
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e300, -1e300, Double.MAX_VALUE, -Double.MAX_VALUE})
  void hugeValuesAreUnusualAndPassOn(double huge) {
    ZScoreDetector detector = settled();
    assertThat(next(detector, huge).value()).isEqualTo(1);
    for (int i = 0; i < 99; i++) {
      Score answer = next(detector, i % 2 * 2);
      assertThat(answer.value()).isBetween(0.0, 1.0);
      assertThat(answer.lower()).isLessThanOrEqualTo(answer.upper());
    }
    next(detector, 0);
    assertThat(next(detector, 1 + 7 * SIGMA).value()).isCloseTo(0.8, within(0.02));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsNeitherScoredNorLearned(double value) {
    ZScoreDetector disturbed = settled();
    assertThat(next(disturbed, value).isKnown()).isFalse();
    double after = next(disturbed, 3).value();
    assertThat(after).isEqualTo(next(settled(), 3).value());
  }

  @Test
  void readsItsSettings() {
    Settings settings = Settings.of(Map.of("window", 8, "threshold", 2));
    Detector detector = new ZScoreDetector.Provider().create(settings);
    settings.refuseUnknown();
    for (int i = 0; i < 8; i++) {
      next(detector, i % 2 * 2);
    }
    assertThat(next(detector, 1 + 2 * Math.sqrt(8.0 / 7)).value()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void refusesSettingsOutsideTheirRange() {
    DetectorProvider provider = new ZScoreDetector.Provider();
    assertThatThrownBy(() -> provider.create(Settings.of(Map.of("window", 7))))
        .isInstanceOf(SettingsException.class)
        .hasMessage("builder: window is '7', must be a whole number from 8 to 100000");
    assertThatThrownBy(() -> provider.create(Settings.of(Map.of("threshold", 0))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("threshold is '0'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ZScoreDetector(8, Double.NaN))
        .withMessage("threshold is NaN, must be above zero and finite");
  }

  @Test
  void refusesTheStateOfAnotherVersion() {
    byte[] bytes = {9};
    assertThatIOException()
        .isThrownBy(() -> settled().restore(new DataInputStream(new ByteArrayInputStream(bytes))))
        .withMessage("z-score has version 9, must be 1");
  }
}
