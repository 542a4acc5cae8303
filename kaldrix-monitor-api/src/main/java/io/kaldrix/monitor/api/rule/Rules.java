package io.kaldrix.monitor.api.rule;

import java.util.List;

/** The rules that a monitor evaluates. May be shared between threads. */
public interface Rules {

  /** Returns the groups in the order in which they are evaluated. */
  List<RuleGroup> groups();

  /**
   * Returns the last trouble of each rule that has one now, such as an exceeded limit, and what was
   * wrong with rule files that could not be taken over.
   */
  List<RuleFailure> failures();

  /** Returns how each rule fares, in the order in which they are evaluated. */
  default List<RuleStatus> statuses() {
    return List.of();
  }

  /**
   * Puts these groups in place of all that are there, from the next evaluation on. A rule that was
   * there before keeps its alerts and their times: one of the same name and labels, in a group of
   * the same name and file, whatever its expression. Alerts of rules that are gone end.
   *
   * @throws IllegalArgumentException if something in them is wrong; then the rules that are there
   *     stay
   * @throws io.kaldrix.monitor.api.query.QueryException if an expression is wrong; the same then
   * @throws UnsupportedOperationException if these rules cannot change
   */
  default void reload(List<RuleGroup> groups) {
    throw new UnsupportedOperationException("these rules cannot change");
  }

  /**
   * A rule that could not be evaluated.
   *
   * @param group the name of its group
   * @param rule its name
   * @param problem what went wrong
   */
  record RuleFailure(String group, String rule, String problem) {}
}
