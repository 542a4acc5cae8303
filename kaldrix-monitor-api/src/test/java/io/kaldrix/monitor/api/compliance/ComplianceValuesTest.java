package io.kaldrix.monitor.api.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kaldrix.monitor.api.alert.Severity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComplianceValuesTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"", "TLS", "tls_protocols", "-tls", "tls-", "tls--a", "tls a", "tls.a"})
  void refusesACheckIdThatIsNotLowerKebabCase(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> described(id))
        .withMessage(
            "check id is '" + id + "', must be lower-kebab-case such as jvm-tls-protocols");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls", "jvm-tls-protocols", "pci-4-2-1"})
  void takesACheckIdInLowerKebabCase(String id) {
    assertThat(described(id).id()).isEqualTo(id);
  }

  @Test
  void refusesAResultWithoutEvidence() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CheckResult(Outcome.PASS, "all fine", List.of()))
        .withMessage("result 'all fine' is PASS without evidence, must have some");
  }

  @Test
  void refusesEvidenceFromNowhereOrNobody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Evidence(" ", "x", T0, "check 1", Optional.empty()))
        .withMessage("evidence 'x' does not say where or by what it was seen");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Evidence("here", "x", T0, "", Optional.empty()));
  }

  @Test
  void evidenceExpiresAtItsInstant() {
    Evidence evidence = new Evidence("s", "c", T0, "check 1", Optional.of(T0.plusSeconds(10)));
    assertThat(evidence.isExpiredAt(T0.plusSeconds(9))).isFalse();
    assertThat(evidence.isExpiredAt(T0.plusSeconds(10))).isTrue();
    Evidence lasting = new Evidence("s", "c", T0, "check 1", Optional.empty());
    assertThat(lasting.isExpiredAt(Instant.MAX)).isFalse();
  }

  @Test
  void evidenceIsHashedAsItsText() {
    assertThat(new Evidence("s", "abc", T0, "check 1", Optional.empty()).sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(new Evidence("s", "", T0, "check 1", Optional.empty()).sha256())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void refusesAControlThatLacksAPart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ControlReference("soc2_tsc_2017", " "))
        .withMessage("control reference 'soc2_tsc_2017/ ' lacks a part");
    assertThatIllegalArgumentException().isThrownBy(() -> new ControlReference("", "CC6.7"));
  }

  @Test
  void controlsGoByStandardThenById() {
    ControlReference first = new ControlReference("a", "2");
    assertThat(first).isLessThan(new ControlReference("b", "1"));
    assertThat(first).isLessThan(new ControlReference("a", "3"));
    assertThat(first).hasToString("a/2");
  }

  @Test
  void outcomesHaveTheLabelsOfReports() {
    assertThat(Arrays.stream(Outcome.values()).map(Outcome::label))
        .containsExactly("pass", "fail", "cannot-tell", "not-applicable");
  }

  private static CheckDescription described(String id) {
    return new CheckDescription(
        id, "title", "risk", "mend", Severity.LOW, List.of(new ControlReference("s", "c")));
  }
}
