package io.kaldrix.monitor.core.alarm.composite;

import io.kaldrix.monitor.api.rule.CompositeAlarm;
import io.kaldrix.monitor.api.rule.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** In which order alarms are evaluated: none before those that it asks of. */
public final class AlarmOrder {

  private AlarmOrder() {}

  /**
   * Returns all rules, composite alarms behind the others and each behind those that it asks of;
   * those in a circle, and what comes of them, last. Else the order is as given.
   *
   * @throws IllegalArgumentException if the rule of a composite alarm is wrong
   */
  public static List<Rule> sorted(List<Rule> rules) {
    List<Rule> sorted = new ArrayList<>();
    Map<String, Set<String>> waiting = new LinkedHashMap<>();
    Map<String, CompositeAlarm> composites = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule instanceof CompositeAlarm composite) {
        composites.put(composite.name(), composite);
        waiting.put(composite.name(), asked(composite));
      } else {
        sorted.add(rule);
      }
    }
    waiting.values().forEach(names -> names.retainAll(composites.keySet()));
    Map<String, List<String>> askedBy = new HashMap<>();
    waiting.forEach(
        (name, names) ->
            names.forEach(
                asked -> askedBy.computeIfAbsent(asked, key -> new ArrayList<>()).add(name)));
    Deque<String> ready = new ArrayDeque<>();
    waiting.forEach(
        (name, names) -> {
          if (names.isEmpty()) {
            ready.add(name);
          }
        });
    while (!ready.isEmpty()) {
      String name = ready.remove();
      CompositeAlarm next = composites.remove(name);
      if (next != null) {
        sorted.add(next);
      }
      for (String dependent : askedBy.getOrDefault(name, List.of())) {
        Set<String> left = waiting.getOrDefault(dependent, Set.of());
        if (left.remove(name) && left.isEmpty()) {
          ready.add(dependent);
        }
      }
    }
    sorted.addAll(composites.values());
    return sorted;
  }

  /**
   * Returns the names of the composite alarms that are asked of themselves, by way of others or
   * directly, in ascending order.
   *
   * @param asked whom each asks of
   */
  public static Set<String> inCircles(Map<String, Set<String>> asked) {
    Set<String> circular = new TreeSet<>();
    for (String start : asked.keySet()) {
      Set<String> seen = new HashSet<>();
      Deque<String> open = new ArrayDeque<>(asked.getOrDefault(start, Set.of()));
      while (!open.isEmpty()) {
        String name = open.remove();
        if (seen.add(name)) {
          open.addAll(asked.getOrDefault(name, Set.of()));
        }
      }
      if (seen.contains(start)) {
        circular.add(start);
      }
    }
    return circular;
  }

  private static Set<String> asked(CompositeAlarm composite) {
    return new HashSet<>(AlarmRuleParser.parse(composite.rule()).alarms());
  }
}
