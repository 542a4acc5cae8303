package io.kaldrix.monitor.api.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ForecastTest {

  @Test
  void aStraightLineTellsTheValue() {
    assertThat(
            AlertRule.predicting("disk_free_bytes")
                .over(Duration.ofHours(1))
                .in(Duration.ofHours(4))
                .below(0)
                .named("DiskFullSoon")
                .expression())
        .isEqualTo("predict_linear(disk_free_bytes[1h], 14400) < 0");
  }

  @Test
  void whatIsNoSelectorIsSampledAnew() {
    assertThat(
            AlertRule.predicting("sum(x)")
                .over(Duration.ofHours(2), Duration.ofMinutes(1))
                .above(0.5)
                .named("A")
                .expression())
        .isEqualTo("predict_linear((sum(x))[2h:1m], 14400) > 0.5");
  }

  @Test
  void aSeasonTellsMore() {
    assertThat(
            AlertRule.predicting("x")
                .in(Duration.ofHours(4))
                .season(Duration.ofDays(1))
                .above(9)
                .named("A")
                .expression())
        .isEqualTo("x offset 20h + avg_over_time(x[1h]) - avg_over_time(x[1h] offset 1d) > 9");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AlertRule.predicting("x").season(Duration.ofHours(1)).above(1).named("A"))
        .withMessageContaining("must be no longer than the season");
  }

  @Test
  void thresholdsAreReadAndReached() {
    assertThat(Threshold.parse("> 0.95")).contains(new Threshold(Threshold.Comparison.ABOVE, 0.95));
    assertThat(Threshold.parse(" <=-1e3 "))
        .contains(new Threshold(Threshold.Comparison.AT_MOST, -1000));
    for (String wrong : new String[] {"", "5", "=> 5", "> x", "> 5 5", ">"}) {
      assertThat(Threshold.parse(wrong)).isEmpty();
    }
    for (Threshold.Comparison comparison : Threshold.Comparison.values()) {
      boolean reached = comparison == Threshold.Comparison.NOT_EQUAL;
      assertThat(new Threshold(comparison, 1).isReachedBy(Double.NaN)).isEqualTo(reached);
    }
  }
}
