package io.kaldrix.monitor.example.dagnode.scenario;

import io.kaldrix.monitor.example.dagnode.fault.Fault;
import java.time.Duration;
import java.util.Set;

/**
 * One fault of a scenario and what must come of it.
 *
 * @param fault what goes wrong
 * @param from when it is injected, counted from the scenario's start
 * @param until when it is taken away
 * @param mustFire the rules whose alerts must fire after the injection and resolve after its end
 * @param mayFire further rules whose alerts may fire, since the fault may or may not reach them
 */
public record Act(
    Fault fault, Duration from, Duration until, Set<String> mustFire, Set<String> mayFire) {

  /** Creates an act. */
  public Act {
    if (from.isNegative() || until.compareTo(from) <= 0) {
      throw new IllegalArgumentException(
          "act '" + fault.name() + "' runs from " + from + " until " + until);
    }
    mustFire = Set.copyOf(mustFire);
    mayFire = Set.copyOf(mayFire);
  }

  /** Returns whether an alert of {@code rule} is a consequence of this act. */
  boolean explains(String rule) {
    return mustFire.contains(rule) || mayFire.contains(rule);
  }
}
