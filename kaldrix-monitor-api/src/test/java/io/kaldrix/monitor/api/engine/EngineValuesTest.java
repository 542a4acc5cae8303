package io.kaldrix.monitor.api.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineValuesTest {

  @Test
  void onlyACallThatReturnedHasAValue() {
    assertThat(new CallOutcome.Returned<>("x").value()).contains("x");
    assertThat(new CallOutcome.Threw<String>(new IllegalStateException()).value()).isEmpty();
    assertThat(new CallOutcome.TimedOut<String>(Duration.ofSeconds(1)).value()).isEmpty();
    assertThat(new CallOutcome.Hanging<String>().value()).isEmpty();
  }

  @Test
  void anOutcomeSaysItsProblem() {
    assertThat(new CallOutcome.Returned<>("x").problem()).isEmpty();
    assertThat(new CallOutcome.Threw<String>(new IllegalStateException("no disk")).problem())
        .isEqualTo("java.lang.IllegalStateException: no disk");
    assertThat(new CallOutcome.TimedOut<String>(Duration.ofSeconds(2)).problem())
        .isEqualTo("not back after 2000 ms");
    assertThat(new CallOutcome.Hanging<String>().problem())
        .isEqualTo("an earlier call still hangs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "a-1/B_2/c.d", "0", "_", "alerts/0a1b", "a/b/c/d/e"})
  void aKeyIsMadeOfPlainParts(String key) {
    assertThat(key).matches(StateStore.KEY_PATTERN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/..", "../a", ".a", "a b", "a\\b", "ä"})
  void nothingElseIsAKey(String key) {
    assertThat(key).doesNotMatch(StateStore.KEY_PATTERN);
  }
}
