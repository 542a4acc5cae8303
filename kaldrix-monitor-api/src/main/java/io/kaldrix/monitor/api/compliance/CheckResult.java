package io.kaldrix.monitor.api.compliance;

import java.util.List;

/**
 * What a check found, and what it saw.
 *
 * @param outcome what it found
 * @param summary why, in one line
 * @param evidence what was seen, at least one piece whatever the outcome
 */
public record CheckResult(Outcome outcome, String summary, List<Evidence> evidence) {

  /** Creates a result; without evidence there is none. */
  public CheckResult {
    evidence = List.copyOf(evidence);
    if (evidence.isEmpty()) {
      throw new IllegalArgumentException(
          "result '" + summary + "' is " + outcome + " without evidence, must have some");
    }
  }
}
