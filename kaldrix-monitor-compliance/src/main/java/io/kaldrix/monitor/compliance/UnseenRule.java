package io.kaldrix.monitor.compliance;

import io.kaldrix.monitor.api.compliance.CheckDescription;
import io.kaldrix.monitor.api.compliance.CheckResult;
import io.kaldrix.monitor.api.compliance.ComplianceCheck;
import io.kaldrix.monitor.api.compliance.Evidence;
import io.kaldrix.monitor.api.compliance.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A rule that no check keeps: whether it holds, it cannot tell. */
final class UnseenRule implements ComplianceCheck {

  private final ConfigRule rule;

  UnseenRule(ConfigRule rule) {
    this.rule = rule;
  }

  @Override
  public CheckDescription description() {
    return rule.described();
  }

  @Override
  public CheckResult run(Instant now) {
    String summary =
        "no check on the path for "
            + rule.identifier()
            + rule.alike().map(check -> "; " + check + " asks the same of this JVM").orElse("");
    String content = summary + "\nresource types: " + String.join(", ", rule.resourceTypes());
    return new CheckResult(
        Outcome.CANNOT_TELL,
        summary,
        List.of(new Evidence("the checks on the path", content, now, rule.id(), Optional.empty())));
  }
}
