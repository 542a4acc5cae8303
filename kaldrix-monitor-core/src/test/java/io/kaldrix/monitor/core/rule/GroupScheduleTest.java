package io.kaldrix.monitor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.rule.RuleGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupScheduleTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static RuleGroup group(String name) {
    return RuleGroup.named(name).interval(MINUTE).of();
  }

  @Test
  void aGroupHasOneSlotInEachInterval() {
    for (int g = 0; g < 50; g++) {
      GroupSchedule schedule = GroupSchedule.of(group("g" + g), true);
      long last = schedule.slot(Instant.ofEpochSecond(1_000_000));
      int evaluations = 0;
      for (int second = 10; second <= 3600; second += 10) {
        long slot = schedule.slot(Instant.ofEpochSecond(1_000_000 + second));
        evaluations += slot > last ? 1 : 0;
        last = slot;
      }
      assertThat(evaluations).isEqualTo(60);
    }
  }

  @Test
  void groupsAreSpreadOverTheInterval() {
    Set<Long> ticks = new HashSet<>();
    for (int g = 0; g < 50; g++) {
      ticks.add(GroupSchedule.of(group("g" + g), true).offsetMillis() / 10_000);
    }
    assertThat(ticks).hasSize(6);
  }

  @Test
  void theOffsetIsAlwaysTheSame() {
    assertThat(GroupSchedule.of(group("g"), true)).isEqualTo(GroupSchedule.of(group("g"), true));
    assertThat(GroupSchedule.of(group("g"), false).offsetMillis()).isZero();
    assertThat(GroupSchedule.of(RuleGroup.of("g"), true).slot(Instant.ofEpochMilli(7)))
        .isEqualTo(7);
  }
}
