package io.kaldrix.monitor.core.alarm.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.api.rule.CompositeAlarm.Suppressor;
import io.kaldrix.monitor.core.alarm.composite.Suppression.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A virtual clock of seconds; the wait is 2, the extension 3. */
class SuppressionTest {

  private static final Suppressor SUPPRESSOR =
      new Suppressor("deploy", Duration.ofSeconds(2), Duration.ofSeconds(3));

  /** Runs the seconds 1 to 12; returns when which actions were taken, such as {@code 4:ALARM}. */
  private static List<String> actions(String composite, String suppressor) {
    List<String> actions = new ArrayList<>();
    Suppression now = Suppression.begin(AlarmState.OK);
    for (int second = 1; second <= composite.length(); second++) {
      AlarmState state = composite.charAt(second - 1) == 'A' ? AlarmState.ALARM : AlarmState.OK;
      Suppression.Step step =
          now.next(
              state,
              suppressor.charAt(second - 1) == 'A',
              SUPPRESSOR,
              Instant.ofEpochSecond(second));
      now = step.next();
      if (step.actsNow()) {
        actions.add(second + ":" + state);
      }
    }
    return actions;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // composite and suppressor at the seconds 1 to 12, A in alarm
    "1 alarm and no suppressor: acts after the wait,            .AAAAAAAAAAA, ............, 4:ALARM",
    "2 the suppressor follows within the wait: never acts,      .AAAAAAAAAAA, ..AAAAAAAAAA, ''",
    "3 back within the wait: a new wait then OK,                .A.........., ............, 5:OK",
    "4 the suppressor is in alarm already: suppressed,          .AAAAAAAAAAA, AAAAAAAAAAAA, ''",
    "5 the suppressor leaves: acts after the extension,         .AAAAAAAAAAA, ..AAA......., 9:ALARM",
    "6 back within the extension: a new wait then OK,           .AAAAA......, ..AAA......., 9:OK",
  })
  void scenario(String name, String composite, String suppressor, String expected) {
    assertThat(String.join(" ", actions(composite, suppressor))).isEqualTo(expected);
  }

  @Test
  void withoutWaitItActsAtOnce() {
    Suppressor none = new Suppressor("deploy", Duration.ZERO, Duration.ZERO);
    Suppression.Step step =
        Suppression.begin(AlarmState.OK).next(AlarmState.ALARM, false, none, Instant.EPOCH);
    assertThat(step.actsNow()).isTrue();
    assertThat(step.next().phase()).isEqualTo(Phase.NONE);
  }

  @Test
  void whateverHappensNobodyHearsDuringAnAlarmOfTheSuppressorAndEverybodyAfterwards() {
    Random random = new Random(5);
    for (int run = 0; run < 2_000; run++) {
      Suppression now = Suppression.begin(AlarmState.OK);
      AlarmState composite = AlarmState.OK;
      AlarmState acted = AlarmState.OK;
      boolean suppressing = false;
      int changedAt = 0;
      int leftAt = 0;
      for (int second = 1; second <= 100; second++) {
        boolean quiet = second > 90; // in the end nothing changes any more
        AlarmState before = composite;
        boolean suppressedBefore = suppressing;
        if (!quiet && random.nextInt(4) == 0) {
          composite = composite == AlarmState.OK ? AlarmState.ALARM : AlarmState.OK;
        }
        suppressing = !quiet && (random.nextInt(6) == 0) != suppressing;
        changedAt = composite == before ? changedAt : second;
        leftAt = suppressedBefore && !suppressing ? second : leftAt;
        Suppression.Step step =
            now.next(composite, suppressing, SUPPRESSOR, Instant.ofEpochSecond(second));
        now = step.next();
        assertThat(now.phase() == Phase.ALARM).isEqualTo(suppressing);
        assertThat(now.state()).isEqualTo(composite);
        if (step.actsNow()) {
          assertThat(suppressing).isFalse();
          assertThat(second - changedAt).as("the wait").isGreaterThanOrEqualTo(2);
          boolean waited = changedAt >= leftAt;
          assertThat(second - leftAt).as("the extension").isGreaterThanOrEqualTo(waited ? 0 : 3);
          acted = composite;
        }
      }
      assertThat(now.phase()).isEqualTo(Phase.NONE);
      assertThat(acted).isEqualTo(composite);
    }
  }
}
