package io.kaldrix.monitor.api.rule;

import java.util.List;
import java.util.Optional;

/**
 * Conditions beside the one that a rule is about.
 *
 * @param keepFiringWhile PromQL; a firing alert goes on firing while this returns a sample with the
 *     alert's series labels, though the rule's own expression does not (hysteresis). With {@code
 *     temperature > 90} as expression and {@code temperature > 80} here it fires from 90 up and
 *     ends at 80. A series that vanishes is returned by neither, so its alert ends
 * @param enabledWhen PromQL; the rule is on for a series only while this returns a sample all of
 *     whose labels the series has too, whatever their values' sample says: {@code maintenance ==
 *     0}, or, for all series at once, {@code hour() >= 8}. Where the rule is not on its condition
 *     is not met
 * @param unless rules whose firing alerts keep those of this rule from beginning to fire
 */
public record Guards(
    Optional<String> keepFiringWhile, Optional<String> enabledWhen, List<Dependency> unless) {

  /** No further conditions. */
  public static final Guards NONE = new Guards(Optional.empty(), Optional.empty(), List.of());

  /** Creates guards. */
  public Guards {
    unless = List.copyOf(unless);
    refuseBlank("keepFiringWhile", keepFiringWhile);
    refuseBlank("enabledWhen", enabledWhen);
  }

  private static void refuseBlank(String name, Optional<String> expression) {
    if (expression.isPresent() && expression.get().isBlank()) {
      throw new IllegalArgumentException(name + " is blank, must be a PromQL expression");
    }
  }
}
