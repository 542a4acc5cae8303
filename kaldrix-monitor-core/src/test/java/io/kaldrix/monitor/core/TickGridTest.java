package io.kaldrix.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.core.TickGrid.Step;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TickGridTest {

  private static final TickGrid EVERY_SECOND = new TickGrid(1_000);

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void step(String when, long lastMillis, long nowMillis, Step step) {
    assertThat(EVERY_SECOND.step(lastMillis, nowMillis)).isEqualTo(step);
  }

  static Stream<Arguments> step() {
    return Stream.of(
        Arguments.of("on time", 5_000, 6_000, new Step(true, 6_000, 0, false)),
        Arguments.of("a little late", 5_000, 6_250, new Step(true, 6_000, 0, false)),
        Arguments.of("a moment early", 5_000, 5_999, new Step(false, 5_000, 0, false)),
        Arguments.of("two ticks missed", 5_000, 8_010, new Step(true, 8_000, 2, false)),
        Arguments.of("clock set back", 5_000, 1_300, new Step(true, 6_000, 0, true)),
        Arguments.of("before the epoch", -2_000, -990, new Step(true, -1_000, 0, false)));
  }

  @Test
  void waitsForTheNextInstantOfTheGrid() {
    assertThat(EVERY_SECOND.delayMillis(5_000, 5_020)).isEqualTo(980);
    assertThat(EVERY_SECOND.delayMillis(5_000, 5_999)).isEqualTo(1);
    assertThat(EVERY_SECOND.delayMillis(5_000, 4_990)).as("woken early").isEqualTo(1_000);
    assertThat(EVERY_SECOND.delayMillis(5_000, 7_300)).as("late").isEqualTo(700);
    assertThat(EVERY_SECOND.delayMillis(9_000, 1_300)).as("clock set back").isEqualTo(1_000);
  }

  @Test
  void aDayOfClocksThatJumpNeverTicksTwiceOrBackwards() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      long clock = 1_000_000;
      long last = EVERY_SECOND.floor(clock);
      for (int i = 0; i < 2_000; i++) {
        clock += EVERY_SECOND.delayMillis(last, clock);
        clock += random.nextInt(10) == 0 ? random.nextInt(20_000) - 10_000 : random.nextInt(5) - 2;
        Step step = EVERY_SECOND.step(last, clock);
        assertThat(step.tickMillis())
            .isGreaterThanOrEqualTo(last)
            .isEqualTo(EVERY_SECOND.floor(step.tickMillis()));
        assertThat(step.tick()).isEqualTo(step.tickMillis() > last);
        assertThat(step.missed()).isNotNegative();
        last = step.tickMillis();
      }
    }
  }
}
