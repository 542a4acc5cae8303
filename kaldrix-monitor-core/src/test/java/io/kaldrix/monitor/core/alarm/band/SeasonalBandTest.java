package io.kaldrix.monitor.core.alarm.band;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeasonalBandTest {

  private static final Instant START = Instant.parse("2026-05-04T00:00:00Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private final SeasonalBand model = new SeasonalBand();

  private static History history(Duration length, LongToDoubleFunction ofMinute, double most) {
    int count = (int) (length.toMillis() / FIVE_MINUTES.toMillis());
    long[] times = new long[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = START.plus(FIVE_MINUTES.multipliedBy(i)).toEpochMilli();
      values[i] = ofMinute.applyAsDouble(i * 5L);
    }
    return new History(times, values, FIVE_MINUTES, ZoneOffset.UTC, most);
  }

  private static double daily(long minute) {
    return 100 + 50 * Math.sin(2 * Math.PI * minute / 1440);
  }

  private static long at(long minute) {
    return START.plus(Duration.ofMinutes(minute)).toEpochMilli();
  }

  @Test
  void knowsTheHoursOfTheDay() {
    Random random = new Random(1);
    Expectation learned =
        model
            .learn(
                history(
                    Duration.ofDays(5),
                    minute -> daily(minute) + random.nextGaussian(),
                    Double.POSITIVE_INFINITY))
            .orElseThrow();
    assertThat(learned.sigma()).isBetween(0.8, 3.0);
    int outside = 0;
    for (long minute = 5 * 1440; minute < 6 * 1440; minute += 5) {
      double value = daily(minute) + random.nextGaussian();
      outside +=
          value < learned.lower(at(minute), 3) || value > learned.upper(at(minute), 3) ? 1 : 0;
      assertThat(daily(minute) + 30).isGreaterThan(learned.upper(at(minute), 3));
    }
    assertThat(outside).isLessThan(12); // of 288
  }

  @Test
  void followsATrend() {
    Random random = new Random(2);
    Expectation learned =
        model
            .learn(
                history(
                    Duration.ofDays(6),
                    minute -> 10 + minute / 144.0 + random.nextGaussian(),
                    Double.POSITIVE_INFINITY))
            .orElseThrow();
    assertThat(learned.centre(at(7 * 1440))).isBetween(77.0, 83.0);
  }

  @Test
  void knowsAWeekendAfterTwoWeeks() {
    Random random = new Random(3);
    LongToDoubleFunction week =
        minute -> (minute / 1440 % 7 >= 5 ? 20 : 100) + random.nextGaussian();
    Expectation learned =
        model.learn(history(Duration.ofDays(14), week, Double.POSITIVE_INFINITY)).orElseThrow();
    assertThat(learned.centre(at(15 * 1440 + 720))).isBetween(97.0, 103.0); // a Tuesday
    assertThat(learned.centre(at(19 * 1440 + 720))).isBetween(17.0, 23.0); // a Saturday
  }

  @Test
  void anOutageInThePastMovesItLittle() {
    Random random = new Random(4);
    History calm =
        history(
            Duration.ofDays(4),
            minute -> daily(minute) + random.nextGaussian(),
            Double.POSITIVE_INFINITY);
    double[] broken = calm.values().clone();
    for (int i = 300; i < 330; i++) {
      broken[i] = 5_000;
    }
    Expectation learned =
        model
            .learn(
                new History(calm.timesMillis(), broken, FIVE_MINUTES, ZoneOffset.UTC, calm.most()))
            .orElseThrow();
    for (long minute = 4 * 1440; minute < 5 * 1440; minute += 60) {
      assertThat(learned.centre(at(minute))).isBetween(daily(minute) - 15, daily(minute) + 15);
    }
    assertThat(learned.sigma()).isLessThan(5);
  }

  @Test
  void deviationsMayBeFractions() {
    Random random = new Random(5);
    Expectation learned =
        model
            .learn(
                history(
                    Duration.ofHours(5),
                    minute -> 50 + random.nextGaussian(),
                    Double.POSITIVE_INFINITY))
            .orElseThrow();
    double centre = learned.centre(at(0));
    assertThat(learned.upper(at(0), 2.5) - centre)
        .isCloseTo(2.5 * learned.sigma(), org.assertj.core.api.Assertions.within(1e-9));
    assertThat(learned.sigma()).isBetween(0.6, 1.6);
  }

  @Test
  void staysWithinWhatTheMetricCanBe() {
    Random random = new Random(6);
    Expectation percent =
        model
            .learn(
                history(
                    Duration.ofHours(5), minute -> Math.min(100, 99 + random.nextGaussian()), 100))
            .orElseThrow();
    assertThat(percent.upper(at(400), 5)).isEqualTo(100);
    Expectation small =
        model
            .learn(
                history(
                    Duration.ofHours(5),
                    minute -> Math.abs(random.nextGaussian()),
                    Double.POSITIVE_INFINITY))
            .orElseThrow();
    assertThat(small.lower(at(400), 5)).isZero();
  }

  @Test
  void saysNothingOfAShortPast() {
    assertThat(model.learn(history(Duration.ofMinutes(100), minute -> 1, 100))).isEmpty();
    assertThat(model.learn(history(Duration.ofDays(1), minute -> Double.NaN, 100))).isEmpty();
  }
}
