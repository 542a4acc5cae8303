package io.kaldrix.monitor.api.rule;

import io.kaldrix.monitor.api.alert.Severity;
import java.util.List;

/** How the alerts of a rule get their severity. */
public sealed interface Grading {

  /**
   * Returns how bad an alert of the rule may get.
   *
   * @param label what the rule's own label {@code severity} says, empty if it has none
   */
  Severity worst(String label);

  /**
   * All alerts are equally bad. Alerts bear the label {@code severity} with the severity's name.
   *
   * @param severity how bad
   */
  record Fixed(Severity severity) implements Grading {
    @Override
    public Severity worst(String label) {
      return severity;
    }
  }

  /**
   * As the label {@code severity} says that the rule gives its alerts, if it gives one: the way of
   * Prometheus. The label stays as it is written, such as {@code page}, and no alert gets one that
   * its rule does not give.
   *
   * @param otherwise how bad it is if there is no such label, or its value is no severity's name
   */
  record Labelled(Severity otherwise) implements Grading {
    @Override
    public Severity worst(String label) {
      return Severity.named(label).orElse(otherwise);
    }
  }

  /**
   * As bad as the worst level that the value of the expression has reached. A sample that has
   * reached none is as good as none.
   *
   * <p>It is one alert whatever its level: a change of level changes its severity, at once and in
   * both directions, and neither its labels nor since when it fires. So the alert itself has no
   * label {@code severity}; {@code ALERTS} shows the one that it has at the time.
   *
   * @param levels one or more, each severity once
   */
  record Ladder(List<Level> levels) implements Grading {
    /** Creates a ladder. */
    public Ladder {
      levels = List.copyOf(levels);
      if (levels.isEmpty()) {
        throw new IllegalArgumentException("a ladder has no levels, must have one or more");
      }
      if (levels.stream().map(Level::severity).distinct().count() < levels.size()) {
        throw new IllegalArgumentException("two levels have one severity, each must have its own");
      }
    }

    @Override
    public Severity worst(String label) {
      Severity worst = Severity.LOW;
      for (Level level : levels) {
        worst = level.severity().isAtLeast(worst) ? level.severity() : worst;
      }
      return worst;
    }
  }

  /**
   * A step of a ladder.
   *
   * @param severity how bad it is from here on
   * @param threshold what the value must be
   */
  record Level(Severity severity, Threshold threshold) {}
}
