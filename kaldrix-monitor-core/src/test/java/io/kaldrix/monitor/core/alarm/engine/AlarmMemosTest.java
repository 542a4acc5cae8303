package io.kaldrix.monitor.core.alarm.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.rule.AlarmState;
import io.kaldrix.monitor.core.alarm.Contributor;
import io.kaldrix.monitor.core.alarm.composite.Suppression;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlarmMemosTest {

  private static final Instant T = Instant.parse("2026-05-06T10:00:00Z");
  private static final List<AlarmMemo> MEMOS =
      List.of(
          AlarmMemo.begin("new", AlarmState.INSUFFICIENT_DATA, Instant.EPOCH),
          new AlarmMemo(
              "größer",
              AlarmState.ALARM,
              T,
              AlarmState.OK,
              "x".repeat(100_000),
              Optional.of(new Suppression(Suppression.Phase.WAIT, T, AlarmState.ALARM)),
              Map.of(
                  Labels.of("job", "a"),
                  new AlarmMemo.Member(
                      new Contributor(T, Optional.of(T.plusSeconds(1)), T.plusSeconds(2)), true))));

  @Test
  void whatIsWrittenIsRead() throws IOException {
    assertThat(AlarmMemos.of(AlarmMemos.toBytes(MEMOS))).isEqualTo(MEMOS);
  }

  @Test
  void whatIsDamagedOrOfAnotherVersionIsRefused() {
    byte[] bytes = AlarmMemos.toBytes(MEMOS.subList(0, 1));
    for (int length = 0; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> AlarmMemos.of(torn)).isInstanceOf(IOException.class);
    }
    bytes[0] = 9;
    assertThatThrownBy(() -> AlarmMemos.of(bytes)).hasMessageContaining("version 9, must be 1");
  }
}
