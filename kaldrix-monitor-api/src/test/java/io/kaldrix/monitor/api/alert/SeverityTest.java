package io.kaldrix.monitor.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeverityTest {

  @ParameterizedTest
  @CsvSource({
    "critical, CRITICAL",
    "P0, CRITICAL",
    "p0, CRITICAL",
    "page, CRITICAL",
    "Fatal, CRITICAL",
    "high, HIGH",
    "P1, HIGH",
    "error, HIGH",
    "major, HIGH",
    "MEDIUM, MEDIUM",
    "p2, MEDIUM",
    "warning, MEDIUM",
    "warn, MEDIUM",
    "minor, MEDIUM",
    "low, LOW",
    "P3, LOW",
    "info, LOW",
    "INFORMATIONAL, LOW",
    "notice, LOW"
  })
  void hasTheNamesThatRuleFilesUse(String name, Severity severity) {
    assertThat(Severity.named(name)).contains(severity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P4", "crit", " high", "none"})
  void hasNoOtherNames(String name) {
    assertThat(Severity.named(name)).isEmpty();
  }

  @Test
  void isNamedByItsOwnLabelAndPriority() {
    for (Severity severity : Severity.values()) {
      assertThat(Severity.named(severity.label())).contains(severity);
      assertThat(Severity.named(severity.priority())).contains(severity);
    }
    assertThat(Severity.CRITICAL.label()).isEqualTo("critical");
    assertThat(Severity.LOW.priority()).isEqualTo("P3");
  }

  @Test
  void worseIsAtLeastAsBad() {
    assertThat(Severity.CRITICAL.isAtLeast(Severity.HIGH)).isTrue();
    assertThat(Severity.HIGH.isAtLeast(Severity.HIGH)).isTrue();
    assertThat(Severity.LOW.isAtLeast(Severity.MEDIUM)).isFalse();
  }

  @Test
  void saysWhatIsAllowed() {
    assertThat(Severity.allowed()).isEqualTo("critical (P0), high (P1), medium (P2), low (P3)");
  }
}
