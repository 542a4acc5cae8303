package io.kaldrix.monitor.core.rule.unit;

import java.time.Duration;
import java.util.List;

/** What a test found to be otherwise than expected. */
public sealed interface RuleTestFailure {

  /** Returns what is wrong in words, one line or more. */
  String describe();

  /**
   * Something that cannot be read or evaluated.
   *
   * @param problem what, and where
   */
  record Problem(String problem) implements RuleTestFailure {
    @Override
    public String describe() {
      return problem;
    }
  }

  /**
   * Other alerts fired.
   *
   * @param alert the name of the alert
   * @param at the time since the test's start
   * @param expected those that should have fired
   * @param came those that did
   */
  record OtherAlerts(
      String alert, Duration at, List<ExpectedAlert> expected, List<ExpectedAlert> came)
      implements RuleTestFailure {
    /** Creates a failure. */
    public OtherAlerts {
      expected = List.copyOf(expected);
      came = List.copyOf(came);
    }

    @Override
    public String describe() {
      return AlertDifference.describe(this);
    }
  }

  /**
   * An expression said something else.
   *
   * @param expression in PromQL
   * @param at the time since the test's start
   * @param expected the samples that should have come, as text
   * @param came those that did
   */
  record OtherSamples(String expression, Duration at, List<String> expected, List<String> came)
      implements RuleTestFailure {
    /** Creates a failure. */
    public OtherSamples {
      expected = List.copyOf(expected);
      came = List.copyOf(came);
    }

    @Override
    public String describe() {
      return AlertDifference.describe(this);
    }
  }
}
