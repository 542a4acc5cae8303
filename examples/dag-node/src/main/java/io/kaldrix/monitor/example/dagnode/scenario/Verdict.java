package io.kaldrix.monitor.example.dagnode.scenario;

import io.kaldrix.monitor.api.alert.AlertState;
import io.kaldrix.monitor.api.alert.AlertTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was seen, held against what had to be seen.
 *
 * @param lines what became of each rule that had to fire, for people
 * @param complaints what is wrong, empty if nothing is
 */
public record Verdict(List<Sighting> lines, List<String> complaints) {

  /**
   * A rule that had to fire.
   *
   * @param act the fault's name
   * @param rule the rule's name
   * @param firedAfter from the injection to the alert's firing
   * @param resolvedAfter from the fault's end to the alert's resolution; negative if a detector had
   *     got used to the fault before it ended
   */
  public record Sighting(
      String act, String rule, Optional<Duration> firedAfter, Optional<Duration> resolvedAfter) {}

  /** Creates a verdict. */
  public Verdict {
    lines = List.copyOf(lines);
    complaints = List.copyOf(complaints);
  }

  /** Returns whether all went as it should. */
  public boolean isGood() {
    return complaints.isEmpty();
  }

  /**
   * Judges a run.
   *
   * @param started when the scenario began
   * @param transitions all that alerts did, in order
   */
  public static Verdict of(Scenario scenario, Instant started, List<AlertTransition> transitions) {
    List<Sighting> sightings = new ArrayList<>();
    List<String> complaints = new ArrayList<>();
    for (Act act : scenario.acts()) {
      Instant injected = started.plus(act.from());
      Instant cleared = started.plus(act.until());
      for (String rule : new TreeSet<>(act.mustFire())) {
        Optional<Instant> fired = first(transitions, rule, AlertState.Firing.class, injected);
        Optional<Instant> resolved =
            fired.flatMap(at -> first(transitions, rule, AlertState.Resolved.class, at));
        sightings.add(
            new Sighting(
                act.fault().name(),
                rule,
                fired.map(at -> Duration.between(injected, at)),
                resolved.map(at -> Duration.between(cleared, at))));
        if (fired.isEmpty()) {
          complaints.add(rule + " did not fire after " + act.fault().name());
        } else if (resolved.isEmpty()) {
          complaints.add(rule + " did not resolve after " + act.fault().name() + " was gone");
        }
      }
    }
    complaints.addAll(unexplained(scenario, started, transitions));
    complaints.addAll(leftFiring(sightings, transitions));
    return new Verdict(sightings, complaints);
  }

  private static List<String> unexplained(
      Scenario scenario, Instant started, List<AlertTransition> transitions) {
    return transitions.stream()
        .filter(step -> step.alert().state() instanceof AlertState.Firing)
        .filter(step -> !isExplained(scenario, started, step))
        .map(
            step ->
                step.alert().name()
                    + " fired "
                    + Duration.between(started, step.at()).toSeconds()
                    + " s into the run, and nothing was wrong")
        .toList();
  }

  /** Alerts that need not fire, or fired again, must be over at the end too. */
  private static List<String> leftFiring(
      List<Sighting> sightings, List<AlertTransition> transitions) {
    Set<String> told = new HashSet<>();
    for (Sighting sighting : sightings) {
      if (sighting.resolvedAfter().isEmpty()) {
        told.add(sighting.rule());
      }
    }
    Map<String, AlertTransition> last = new LinkedHashMap<>();
    transitions.forEach(step -> last.put(step.alert().fingerprint(), step));
    return last.values().stream()
        .filter(step -> step.alert().state() instanceof AlertState.Firing)
        .map(step -> step.alert().name())
        .distinct()
        .filter(rule -> !told.contains(rule))
        .map(rule -> rule + " still fires at the end")
        .toList();
  }

  private static Optional<Instant> first(
      List<AlertTransition> transitions,
      String rule,
      Class<? extends AlertState> state,
      Instant from) {
    return transitions.stream()
        .filter(step -> step.alert().name().equals(rule))
        .filter(step -> state.isInstance(step.alert().state()))
        .map(AlertTransition::at)
        .filter(at -> !at.isBefore(from.minusSeconds(1))) // a tick bears the second it is in
        .findFirst();
  }

  /** An alert belongs to an act from its injection until some seconds after its end. */
  private static boolean isExplained(Scenario scenario, Instant started, AlertTransition step) {
    return scenario.acts().stream()
        .filter(act -> act.explains(step.alert().name()))
        .anyMatch(
            act ->
                step.at().isAfter(started.plus(act.from()).minusSeconds(1))
                    && step.at().isBefore(started.plus(act.until()).plusSeconds(8)));
  }
}
