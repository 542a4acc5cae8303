package io.kaldrix.monitor.api.rule;

import java.util.List;

/** The rules that a monitor evaluates. May be shared between threads. */
public interface Rules {

  /** Returns the groups in the order in which they are evaluated. */
  List<RuleGroup> groups();

  /** Returns the last trouble of each rule that has one now, such as an exceeded limit. */
  List<RuleFailure> failures();

  /**
   * A rule that could not be evaluated.
   *
   * @param group the name of its group
   * @param rule its name
   * @param problem what went wrong
   */
  record RuleFailure(String group, String rule, String problem) {}
}
