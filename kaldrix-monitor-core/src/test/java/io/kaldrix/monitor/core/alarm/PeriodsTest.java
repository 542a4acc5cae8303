package io.kaldrix.monitor.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.rule.EvaluationWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodsTest {

  private static final EvaluationWindow SLIDING = new EvaluationWindow.Sliding();
  private static final Instant NOW = Instant.parse("2026-05-06T10:37:25Z"); // a Wednesday

  private static List<String> bounds(Periods periods) {
    return Arrays.stream(periods.boundsMillis())
        .mapToObj(millis -> Instant.ofEpochMilli(millis).toString())
        .toList();
  }

  private static EvaluationWindow clock(String zone) {
    return new EvaluationWindow.WallClock(ZoneId.of(zone));
  }

  @Test
  void aSlidingWindowEndsWithTheLastFullMinute() {
    assertThat(bounds(Periods.newest(2, Duration.ofMinutes(5), SLIDING, NOW)))
        .containsExactly("2026-05-06T10:27:00Z", "2026-05-06T10:32:00Z", "2026-05-06T10:37:00Z");
  }

  @Test
  void shortPeriodsEndWithTheLastFullTenSeconds() {
    assertThat(bounds(Periods.newest(2, Duration.ofSeconds(10), SLIDING, NOW)))
        .containsExactly("2026-05-06T10:37:00Z", "2026-05-06T10:37:10Z", "2026-05-06T10:37:20Z");
  }

  @Test
  void aWallClockWindowEndsWithTheLastPeriodThatIsOver() {
    assertThat(bounds(Periods.newest(1, Duration.ofMinutes(5), clock("UTC"), NOW)))
        .containsExactly("2026-05-06T10:30:00Z", "2026-05-06T10:35:00Z");
    assertThat(bounds(Periods.newest(1, Duration.ofHours(1), clock("+05:30"), NOW)))
        .containsExactly("2026-05-06T09:30:00Z", "2026-05-06T10:30:00Z");
    assertThat(bounds(Periods.newest(1, Duration.ofDays(7), clock("UTC"), NOW)))
        .containsExactly("2026-04-27T00:00:00Z", "2026-05-04T00:00:00Z");
  }

  @Test
  void daysAreThoseOfTheZoneAlsoWhenClocksAreChanged() {
    Instant afterChange = Instant.parse("2026-03-30T08:00:00Z"); // forward on the 29th at 01:00 UTC
    assertThat(bounds(Periods.newest(2, Duration.ofDays(1), clock("Europe/Berlin"), afterChange)))
        .containsExactly("2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z");
  }
}
