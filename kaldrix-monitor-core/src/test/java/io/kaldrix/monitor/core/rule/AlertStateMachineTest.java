package io.kaldrix.monitor.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertState.Firing;
import io.kaldrix.monitor.api.alert.AlertState.Inactive;
import io.kaldrix.monitor.api.alert.AlertState.Pending;
import io.kaldrix.monitor.api.alert.AlertState.Resolved;
import io.kaldrix.monitor.api.rule.Timing;
import io.kaldrix.monitor.core.rule.AlertStateMachine.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertStateMachineTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant T4 = T0.plusSeconds(240);
  private static final Instant T5 = T0.plus(FIVE_MINUTES);
  private static final Instant T9 = T0.plusSeconds(540);

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void next(
      String when,
      AlertState before,
      boolean holds,
      Duration holdFor,
      Instant now,
      AlertState after) {
    assertThat(
            AlertStateMachine.next(
                before,
                holds ? Condition.HOLDS : Condition.ENDED,
                Timing.AT_ONCE.withHoldFor(holdFor),
                "",
                now))
        .isEqualTo(after);
  }

  static Stream<Arguments> next() {
    Duration none = Duration.ZERO;
    Inactive inactive = new Inactive();
    return Stream.of(
        Arguments.of("stays quiet", inactive, false, FIVE_MINUTES, T0, inactive),
        Arguments.of("waits", inactive, true, FIVE_MINUTES, T0, new Pending(T0)),
        Arguments.of("fires at once without a hold", inactive, true, none, T0, new Firing(T0, T0)),
        Arguments.of("goes on waiting", new Pending(T0), true, FIVE_MINUTES, T4, new Pending(T0)),
        Arguments.of(
            "fires once held long enough",
            new Pending(T0),
            true,
            FIVE_MINUTES,
            T5,
            new Firing(T0, T5)),
        Arguments.of("forgets a blip", new Pending(T0), false, FIVE_MINUTES, T4, inactive),
        Arguments.of(
            "goes on firing", new Firing(T0, T5), true, FIVE_MINUTES, T9, new Firing(T0, T5)),
        Arguments.of("resolves", new Firing(T0, T5), false, FIVE_MINUTES, T9, new Resolved(T5, T9)),
        Arguments.of(
            "begins anew after it was resolved",
            new Resolved(T0, T4),
            true,
            FIVE_MINUTES,
            T5,
            new Pending(T5)),
        Arguments.of(
            "is over after it was resolved",
            new Resolved(T0, T4),
            false,
            FIVE_MINUTES,
            T5,
            inactive));
  }
}
