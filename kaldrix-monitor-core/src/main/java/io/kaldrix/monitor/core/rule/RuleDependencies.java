package io.kaldrix.monitor.core.rule;

import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RecordingRule;
import io.kaldrix.monitor.api.rule.Rule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds dependencies between rules that lead nowhere or in a circle. */
final class RuleDependencies {

  private RuleDependencies() {}

  /**
   * Checks the rules of all groups.
   *
   * @throws IllegalArgumentException if one depends on a rule that is not there, or on itself
   */
  static void check(List<RuleGroup> groups) {
    Map<String, Set<String>> others = new HashMap<>();
    Collection<String> alerts = new HashSet<>();
    for (RuleGroup group : groups) {
      for (Rule rule : group.rules()) {
        if (!(rule instanceof RecordingRule)) {
          alerts.add(rule.name());
        }
        if (rule instanceof AlertRule alert) {
          alert
              .guards()
              .unless()
              .forEach(
                  each ->
                      others
                          .computeIfAbsent(rule.name(), name -> new HashSet<>())
                          .add(each.rule()));
        }
      }
    }
    others.forEach((name, named) -> refuse(name, named, alerts, others));
  }

  private static void refuse(
      String name, Set<String> named, Collection<String> alerts, Map<String, Set<String>> others) {
    for (String other : named) {
      if (!alerts.contains(other)) {
        throw new IllegalArgumentException(
            "rule '" + name + "': unless is '" + other + "', must be the name of an alert rule");
      }
    }
    if (reachable(named, others).contains(name)) {
      throw new IllegalArgumentException(
          "rule '" + name + "': unless leads in a circle back to it, by " + named);
    }
  }

  private static Set<String> reachable(Set<String> from, Map<String, Set<String>> others) {
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(from);
    while (!next.isEmpty()) {
      String name = next.pop();
      if (reached.add(name)) {
        next.addAll(new ArrayList<>(others.getOrDefault(name, Set.of())));
      }
    }
    return reached;
  }
}
