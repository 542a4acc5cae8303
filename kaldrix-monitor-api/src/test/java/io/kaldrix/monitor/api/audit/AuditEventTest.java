package io.kaldrix.monitor.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.audit.AuditEvent.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditEventTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void isBuiltFromWhatEveryCallerHas() {
    assertThat(
            AuditEvent.of(T0, "user:ada", "silence.created", "silence:7")
                .region("eu")
                .correlationId("42")
                .detail("comment", "x")
                .ended(Outcome.DENIED))
        .isEqualTo(
            new AuditEvent(
                T0,
                "user:ada",
                "silence.created",
                "silence:7",
                Outcome.DENIED,
                "eu",
                "42",
                Map.of("comment", "x")));
    AuditEvent plain = AuditEvent.of(T0, "a", "b", "c").succeeded();
    assertThat(plain.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(plain.region()).isEmpty();
    assertThat(plain.correlationId()).isEmpty();
    assertThat(plain.details()).isEmpty();
  }

  @ParameterizedTest(name = "no {0}")
  @MethodSource
  void refusesToLackAPart(String part, AuditEvent.Builder builder) {
    assertThatIllegalArgumentException()
        .isThrownBy(builder::succeeded)
        .withMessage("audit event has no " + part);
  }

  static Stream<Arguments> refusesToLackAPart() {
    return Stream.of(
        Arguments.of("actor", AuditEvent.of(T0, " ", "b", "c")),
        Arguments.of("action", AuditEvent.of(T0, "a", "", "c")),
        Arguments.of("resource", AuditEvent.of(T0, "a", "b", "\t")));
  }

  @Test
  void detailsCannotBeChangedLater() {
    AuditEvent.Builder builder = AuditEvent.of(T0, "a", "b", "c").detail("x", "1");
    AuditEvent event = builder.succeeded();
    builder.detail("y", "2");
    assertThat(event.details()).isEqualTo(Map.of("x", "1"));
    assertThatThrownBy(() -> event.details().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
