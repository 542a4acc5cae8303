package io.kaldrix.monitor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertState.Firing;
import io.kaldrix.monitor.api.alert.AlertState.Inactive;
import io.kaldrix.monitor.api.alert.AlertState.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertRestorationTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final RuleLimits LIMITS =
      new RuleLimits(Duration.ZERO, 1, Duration.ofHours(1), Duration.ofMinutes(10), false);

  private static Instant minute(long minutes) {
    return T0.plus(Duration.ofMinutes(minutes));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void restored(
      String what,
      AlertState before,
      int holdMinutes,
      int left,
      int now,
      @Nullable AlertState after) {
    assertThat(
            AlertRestoration.restored(
                before, Duration.ofMinutes(holdMinutes), minute(left), minute(now), LIMITS))
        .isEqualTo(Optional.ofNullable(after));
  }

  static Stream<Arguments> restored() {
    Pending pending = new Pending(T0);
    return Stream.of(
        Arguments.of("the outage does not count", pending, 60, 20, 50, new Pending(minute(30))),
        Arguments.of("grace is waited for", pending, 60, 55, 60, new Pending(minute(10))),
        Arguments.of("no longer than it holds", pending, 5, 4, 20, new Pending(minute(20))),
        Arguments.of("held long enough already", pending, 60, 60, 65, pending),
        Arguments.of("begins anew after too long", pending, 60, 20, 81, null),
        Arguments.of("just tolerable", pending, 60, 20, 80, new Pending(minute(60))),
        Arguments.of("what fired fires on", new Firing(T0, T0), 60, 20, 500, new Firing(T0, T0)),
        Arguments.of("what was met lately is known", new Inactive(), 0, 20, 30, new Inactive()),
        Arguments.of("but not after too long", new Inactive(), 0, 20, 90, null));
  }
}
