package io.kaldrix.monitor.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.kaldrix.monitor.api.rule.Statistic;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleStatisticsTest {

  /** 1 to 10, in no order. */
  private static final double[] TEN = {7, 3, 10, 1, 9, 4, 6, 2, 8, 5};

  @ParameterizedTest(name = "{0} of 1 to 10 is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "SampleCount|10",
        "Average|5.5",
        "Sum|55",
        "Minimum|1",
        "Maximum|10",
        "p90|9",
        "p50|5",
        "p99|10",
        "p100|10",
        "p0|1",
        "tm90|5",
        "tc90|9",
        "ts90|45",
        "wm90|5.4",
        "IQM|5.5",
        "TM(10%:90%)|5.5",
        "TM(2:8)|5.5",
        "TM(:8)|4.5",
        "TM(8:)|9.5",
        "TC(2:8)|6",
        "TS(2:8)|33",
        "TC(20%:80%)|6",
        "TS(20%:80%)|33",
        "WM(2:8)|5.3",
        "WM(10%:90%)|5.5",
        "PR(2:8)|60",
        "PR(:3)|30",
        "PR(3:)|70",
      })
  void isAsDefined(String statistic, double expected) {
    assertThat(SampleStatistics.of(Statistic.parse(statistic), TEN))
        .isCloseTo(expected, within(1e-12));
  }

  @Test
  void aLowerValueIsLeftOutAndAnUpperOneTakenIn() {
    double[] samples = {100, 2000, 500};
    assertThat(SampleStatistics.of(Statistic.parse("TC(100:2000)"), samples)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Average", "Sum", "p50", "tm90", "IQM", "PR(0:1)", "SampleCount"})
  void nothingComesOfNoSamples(String statistic) {
    assertThat(SampleStatistics.of(Statistic.parse(statistic), new double[0])).isNaN();
  }

  @Test
  void ranksAreNotToBeHadOfNegativeValues() {
    double[] samples = {-1, 2, 3};
    assertThat(SampleStatistics.of(Statistic.parse("p50"), samples)).isNaN();
    assertThat(SampleStatistics.of(Statistic.parse("TM(10%:90%)"), samples)).isNaN();
    assertThat(SampleStatistics.of(Statistic.parse("Minimum"), samples)).isEqualTo(-1);
  }

  @Test
  void aSingleSampleIsItsOwnMeanAndPercentile() {
    for (String statistic : new String[] {"p1", "p99.9", "tm10", "tm90", "wm50", "IQM"}) {
      assertThat(SampleStatistics.of(Statistic.parse(statistic), new double[] {42})).isEqualTo(42);
    }
  }

  @Test
  void whatIsBetweenTheGreatestAndTheLeastStaysThere() {
    Random random = new Random(3);
    for (int run = 0; run < 2_000; run++) {
      double[] samples = random.doubles(1 + random.nextInt(50), 0, 1000).toArray();
      int lower = random.nextInt(50);
      int upper = lower + 1 + random.nextInt(50);
      for (String kind : new String[] {"TM", "WM"}) {
        double value =
            SampleStatistics.of(Statistic.parse(kind + "(" + lower + "%:" + upper + "%)"), samples);
        assertThat(value)
            .isBetween(
                SampleStatistics.of(Statistic.parse("Minimum"), samples) - 1e-9,
                SampleStatistics.of(Statistic.parse("Maximum"), samples) + 1e-9);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "average",
        "p",
        "p101",
        "p-1",
        "tm1000",
        "XX(1:2)",
        "TM(1:2%)",
        "TM(:)",
        "TM(90%:10%)",
        "PR(1%:2%)",
        "iqm",
        "TM(0%:101%)",
        "TM(1,2)"
      })
  void whatIsNoStatisticIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Statistic.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sum", "p99.9", "TM(2%:98%)", "PR(:300)", "WM(80:500)", "TC(5%:)"})
  void aStatisticIsWrittenAsItWasRead(String text) {
    assertThat(Statistic.parse(text)).hasToString(text);
  }

  @Test
  void aPercentileNeedsTenSamplesBeyondIt() {
    assertThat(FewSamples.are(Statistic.parse("p99"), 999)).isTrue();
    assertThat(FewSamples.are(Statistic.parse("p99"), 1000)).isFalse();
    assertThat(FewSamples.are(Statistic.parse("p50"), 19)).isTrue();
    assertThat(FewSamples.are(Statistic.parse("p50"), 20)).isFalse();
    assertThat(FewSamples.are(Statistic.parse("p10"), 99)).isTrue();
    assertThat(FewSamples.are(Statistic.parse("p10"), 100)).isFalse();
    assertThat(FewSamples.are(Statistic.parse("Average"), 0)).isFalse();
    assertThat(FewSamples.are(Statistic.parse("tm99"), 0)).isFalse();
  }
}
