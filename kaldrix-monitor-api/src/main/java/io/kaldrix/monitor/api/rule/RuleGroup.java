package io.kaldrix.monitor.api.rule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Rules that are evaluated together, in order, at the same instant; a later rule sees what an
 * earlier one recorded.
 *
 * @param name unique among the groups of a monitor
 * @param interval time between evaluations, above zero; at every tick if empty
 * @param rules in order of evaluation
 */
public record RuleGroup(String name, Optional<Duration> interval, List<Rule> rules) {

  /** Creates a group. */
  public RuleGroup {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a rule group has no name");
    }
    interval.ifPresent(
        duration -> {
          if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(
                "rule group '" + name + "': interval is " + duration + ", must be above zero");
          }
        });
    rules = List.copyOf(rules);
  }

  /** Returns a group that is evaluated at every tick. */
  public static RuleGroup of(String name, Rule... rules) {
    return new RuleGroup(name, Optional.empty(), List.of(rules));
  }
}
