package io.kaldrix.monitor.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.ComplianceCheckProvider;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.compliance.Outcome;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import io.kaldrix.monitor.plugin.testkit.InMemoryEngineContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigRuleTest {

  private static final Instant T0 = Instant.parse("2026-11-21T19:00:00Z");

  private final InMemoryEngineContext context =
      new InMemoryEngineContext(T0, Duration.ofSeconds(10), List.of(new Volumes()));

  /** A check as a module of a cloud might bring it. */
  private static final class Volumes implements ComplianceCheckProvider, ComplianceCheck {
    @Override
    public String name() {
      return "volumes";
    }

    @Override
    public List<ComplianceCheck> create(Settings settings) {
      return List.of(this);
    }

    @Override
    public CheckDescription description() {
      return new CheckDescription(
          "encrypted-volumes", "Volumes are encrypted", "r", "m", Severity.HIGH, List.of());
    }

    @Override
    public CheckResult run(Instant now) {
      return new CheckResult(
          Outcome.FAIL,
          "vol-1 is not encrypted",
          List.of(new Evidence("volumes", "vol-1", now, "test", Optional.empty())));
    }
  }

  private static Map<String, ?> rule(String name, String identifier) {
    return Map.of(
        "config_rule_name",
        name,
        "source",
        Map.of("owner", "AWS", "source_identifier", identifier),
        "scope",
        Map.of("compliance_resource_types", List.of("AWS::EC2::Volume")));
  }

  private List<Finding> findings(Map<?, ?>... rules) {
    Settings settings = Settings.of(Map.of("config-rules", List.of(rules)));
    try (AssessmentEngine engine = new AssessmentEngine(settings, context)) {
      settings.refuseUnknown();
      engine.react(T0, List.of());
      return engine.findings();
    }
  }

  @Test
  void aRuleHasTheFindingOfTheCheckThatKeepsIt() {
    List<Finding> findings = findings(rule("Prod volumes", "ENCRYPTED_VOLUMES"));

    assertThat(findings)
        .extracting(finding -> finding.check().id())
        .containsExactly("encrypted-volumes", "prod-volumes");
    assertThat(findings.get(1).result()).isEqualTo(findings.get(0).result());
    assertThat(findings.get(1).check().severity()).isEqualTo(Severity.HIGH);
    assertThat(findings.get(1).check().title())
        .isEqualTo("Config rule Prod volumes (ENCRYPTED_VOLUMES)");
  }

  @Test
  void aRuleThatNobodyKeepsCannotBeTold() {
    Finding unseen = findings(rule("root-mfa", "ROOT_ACCOUNT_MFA_ENABLED")).get(1);

    assertThat(unseen.result().outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(unseen.result().summary())
        .isEqualTo("no check on the path for ROOT_ACCOUNT_MFA_ENABLED");
    assertThat(unseen.check().remediation()).contains("root-account-mfa-enabled");
  }

  @Test
  void aCheckThatAsksTheSameOfThisJvmIsNamedAndNoAnswer() {
    Finding unseen = findings(rule("lb", "ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK")).get(1);

    assertThat(unseen.result().outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(unseen.result().summary())
        .isEqualTo(
            "no check on the path for ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK;"
                + " jvm-tls-cipher-suites asks the same of this JVM");
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused(
        "builder: config-rules[1].config_rule_name is 'A', must be a name that no other rule and"
            + " no check has",
        rule("a", "X"),
        rule("A", "Y"));
    assertRefused(
        "builder: config-rules[0].source.source_identifier is missing, must be a text",
        Map.of("config_rule_name", "a"));
    assertRefused(
        "builder: config-rules[0].source.owner is 'Amazon', must be one of AWS, CUSTOM_LAMBDA,"
            + " CUSTOM_POLICY, KALDRIX",
        Map.of(
            "config_rule_name",
            "a",
            "source",
            Map.of("owner", "Amazon", "source_identifier", "X")));
  }

  private void assertRefused(String message, Map<?, ?>... rules) {
    assertThatThrownBy(() -> findings(rules))
        .isInstanceOf(SettingsException.class)
        .hasMessage(message);
  }
}
