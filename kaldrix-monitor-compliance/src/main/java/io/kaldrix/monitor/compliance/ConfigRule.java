package io.kaldrix.monitor.compliance;

import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.plugin.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of AWS Config. It is kept by the check whose id is its source identifier in
 * lower-kebab-case: {@code ENCRYPTED_VOLUMES} by {@code encrypted-volumes}. Where there is no such
 * check, nobody can tell.
 *
 * @param name as it is written
 * @param identifier what it asks for, such as {@code ENCRYPTED_VOLUMES}
 * @param resourceTypes of what it asks, such as {@code AWS::EC2::Volume}; none for everything
 */
record ConfigRule(String name, String identifier, List<String> resourceTypes) {

  /**
   * Checks of this JVM that ask of it what a rule asks of a resource elsewhere. They are named
   * beside the rule, and stand for no answer to it.
   */
  private static final Map<String, String> ALIKE =
      Map.of(
          "CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS", "jvm-tls-protocols",
          "CLOUDFRONT_SECURITY_POLICY_CHECK", "jvm-tls-protocols",
          "ELB_CUSTOM_SECURITY_POLICY_SSL_CHECK", "jvm-tls-cipher-suites",
          "ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK", "jvm-tls-cipher-suites",
          "ELBV2_PREDEFINED_SECURITY_POLICY_SSL_CHECK", "jvm-tls-cipher-suites");

  private static final Map<String, String> OWNERS =
      Map.of(
          "AWS", "AWS",
          "CUSTOM_LAMBDA", "CUSTOM_LAMBDA",
          "CUSTOM_POLICY", "CUSTOM_POLICY",
          "KALDRIX", "KALDRIX");

  ConfigRule {
    resourceTypes = List.copyOf(resourceTypes);
  }

  static ConfigRule read(Settings settings) {
    String name = settings.string("config_rule_name");
    if (kebabCase(name).isEmpty()) {
      throw settings.invalid("config_rule_name", "a name with a letter or digit");
    }
    Settings source = settings.section("source");
    source.choice("owner", "AWS", OWNERS);
    String identifier = source.string("source_identifier");
    if (kebabCase(identifier).isEmpty()) {
      throw source.invalid("source_identifier", "the name of a rule such as ENCRYPTED_VOLUMES");
    }
    List<String> types = settings.section("scope").strings("compliance_resource_types");
    return new ConfigRule(name, identifier, types);
  }

  /** Returns the id under which it is found. */
  String id() {
    return kebabCase(name);
  }

  /** Returns the id of the check that keeps it. */
  String checkId() {
    return kebabCase(identifier);
  }

  /** Returns the id of a check that asks the same of this JVM. */
  Optional<String> alike() {
    return Optional.ofNullable(ALIKE.get(identifier));
  }

  private static String kebabCase(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  /** Describes it as written by the check that keeps it. */
  CheckDescription describedBy(CheckDescription check) {
    return new CheckDescription(
        id(), title(), check.risk(), check.remediation(), check.severity(), check.controls());
  }

  /** Describes it where nobody keeps it. */
  CheckDescription described() {
    return new CheckDescription(
        id(),
        title(),
        "Nobody here sees whether the rule is kept.",
        "Add a module whose check has the id " + checkId() + ", or look where the rule is kept.",
        Severity.MEDIUM,
        List.of());
  }

  private String title() {
    return "Config rule " + name + " (" + identifier + ")";
  }
}
