package io.kaldrix.monitor.core.rule.unit;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of the tests of one file.
 *
 * @param file as it was given
 * @param results one for each test, in the order written
 * @param problems why the file as a whole could not be run; empty if it could
 * @param warnings what its author should know
 */
public record RuleTestReport(
    Path file, List<RuleTestResult> results, List<String> problems, List<String> warnings) {

  /** Creates a report. */
  public RuleTestReport {
    results = List.copyOf(results);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /** Returns whether all was as expected. */
  public boolean passed() {
    return problems.isEmpty() && results.stream().allMatch(RuleTestResult::passed);
  }

  /** Returns the report for people: one line for a file that passed, the differences otherwise. */
  public String describe() {
    int checks = results.stream().mapToInt(RuleTestResult::checks).sum();
    long passed = results.stream().filter(RuleTestResult::passed).count();
    StringBuilder text = new StringBuilder();
    text.append(passed() ? "PASSED " : "FAILED ").append(file);
    text.append(
        String.format(": %d of %d tests passed, %d checks", passed, results.size(), checks));
    warnings.forEach(warning -> text.append("\n  warning: ").append(warning));
    problems.forEach(problem -> text.append("\n  ").append(problem.replace("\n", "\n  ")));
    for (RuleTestResult result : results) {
      if (!result.passed()) {
        text.append("\n  test ").append(result.name());
        for (RuleTestFailure failure : result.failures()) {
          text.append("\n    ").append(failure.describe().replace("\n", "\n    "));
        }
      }
    }
    return text.toString();
  }
}
