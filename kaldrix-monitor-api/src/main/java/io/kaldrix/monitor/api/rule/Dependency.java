package io.kaldrix.monitor.api.rule;

import java.util.List;

/**
 * While an alert of another rule fires, alerts of this one do not begin to: one whose condition has
 * held long enough stays pending and says why. It fires at once when the other one ends. An alert
 * that fires already goes on firing.
 *
 * @param rule the name of the other alert rule, in whichever group
 * @param on labels in whose values the two alerts must agree; none if any alert of that rule counts
 */
public record Dependency(String rule, List<String> on) {

  /** Creates a dependency. */
  public Dependency {
    if (rule.isBlank()) {
      throw new IllegalArgumentException("a dependency names no rule");
    }
    on = List.copyOf(on);
  }
}
