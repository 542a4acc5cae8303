package io.kaldrix.monitor.core.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.remediation.RemediationPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunBudgetTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final RemediationPolicy THREE_AN_HOUR =
      new RemediationPolicy(false, Duration.ofMinutes(5), 3);

  @Test
  void theFirstRunIsFree() {
    assertThat(RunBudget.heldBack(THREE_AN_HOUR, List.of(), T0)).isEmpty();
  }

  @Test
  void aRunCoolsDown() {
    assertThat(RunBudget.heldBack(THREE_AN_HOUR, List.of(T0), T0.plusSeconds(210)))
        .contains("cools down for another 1m30s");
    assertThat(RunBudget.heldBack(THREE_AN_HOUR, List.of(T0), T0.plusSeconds(300))).isEmpty();
  }

  @Test
  void runsAreBoundedInAnyHour() {
    List<Instant> starts = List.of(T0, T0.plusSeconds(600), T0.plusSeconds(1_200));
    assertThat(RunBudget.heldBack(THREE_AN_HOUR, starts, T0.plusSeconds(3_599)))
        .contains("has run 3 times in the last hour, as often as it may");
    assertThat(RunBudget.heldBack(THREE_AN_HOUR, starts, T0.plusSeconds(3_600))).isEmpty();
  }

  @Test
  void remembersStartsAsLongAsTheyCount() {
    RemediationPolicy daily = new RemediationPolicy(false, Duration.ofHours(24), 1);
    List<Instant> starts = List.of(T0, T0.plusSeconds(7_200));
    assertThat(RunBudget.stillCounting(daily, starts, T0.plusSeconds(10_800))).hasSize(2);
    assertThat(RunBudget.stillCounting(THREE_AN_HOUR, starts, T0.plusSeconds(10_000)))
        .containsExactly(T0.plusSeconds(7_200));
  }
}
