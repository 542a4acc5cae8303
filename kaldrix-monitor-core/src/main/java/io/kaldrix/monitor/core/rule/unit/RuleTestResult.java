package io.kaldrix.monitor.core.rule.unit;

import java.util.List;

/**
 * What came of one entry of {@code tests}.
 *
 * @param name the test's own, or its place, such as {@code tests[0]}
 * @param checks how many alerts and expressions it looked at
 * @param failures what was otherwise than expected
 */
public record RuleTestResult(String name, int checks, List<RuleTestFailure> failures) {

  /** Creates a result. */
  public RuleTestResult {
    failures = List.copyOf(failures);
  }

  /** Returns whether all was as expected. */
  public boolean passed() {
    return failures.isEmpty();
  }
}
