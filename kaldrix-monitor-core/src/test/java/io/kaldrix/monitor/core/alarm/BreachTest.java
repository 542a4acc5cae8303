package io.kaldrix.monitor.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.rule.ComparisonOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreachTest {

  @ParameterizedTest(name = "{0} from {1} to {2}: 1 {3}, 2 {4}, 3 {5}, 4 {6}")
  @CsvSource({
    "GreaterThanOrEqualToThreshold, 2, 2, false, true, true, true",
    "GreaterThanThreshold, 2, 2, false, false, true, true",
    "LessThanThreshold, 2, 2, true, false, false, false",
    "LessThanOrEqualToThreshold, 2, 2, true, true, false, false",
    "LessThanLowerOrGreaterThanUpperThreshold, 2, 3, true, false, false, true",
    "LessThanLowerThreshold, 2, 3, true, false, false, false",
    "GreaterThanUpperThreshold, 2, 3, false, false, false, true",
  })
  void theDatapointStandsFirst(
      String operator,
      double lower,
      double upper,
      boolean one,
      boolean two,
      boolean three,
      boolean four) {
    ComparisonOperator with = ComparisonOperator.named(operator).orElseThrow();
    boolean[] expected = {one, two, three, four};
    for (int value = 1; value <= 4; value++) {
      assertThat(Breach.of(with, value, lower, upper) == Datapoint.BREACHING)
          .isEqualTo(expected[value - 1]);
    }
  }

  @Test
  void whatHasNoValueOrNoBandYetIsMissing() {
    ComparisonOperator above = ComparisonOperator.GREATER_THAN;
    assertThat(Breach.of(above, Double.NaN, 1, 1)).isEqualTo(Datapoint.MISSING);
    assertThat(Breach.of(ComparisonOperator.ABOVE_BAND, 1, Double.NaN, Double.NaN))
        .isEqualTo(Datapoint.MISSING);
  }
}
