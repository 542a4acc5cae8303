package io.kaldrix.monitor.api.rule;

import java.time.Duration;
import java.util.Optional;

/**
 * How the moments at which a condition holds become an alert that fires, and one that ends.
 *
 * @param holdFor how long the condition must hold before the alert fires, zero or more
 * @param keepFiringFor how long a firing alert goes on firing once its condition has stopped
 *     holding, zero or more; it is over sooner only if the rule is taken away
 * @param occurrences at how many of the latest evaluations the condition must have been met to hold
 * @param delay how old the samples are that the rule looks at, so that late ones are seen; as its
 *     group says ({@link RuleGroup#queryOffset()}) if empty
 */
public record Timing(
    Duration holdFor, Duration keepFiringFor, Occurrences occurrences, Optional<Duration> delay) {

  /**
   * Fires at the first evaluation that finds the condition met, ends at the first that does not.
   */
  public static final Timing AT_ONCE =
      new Timing(Duration.ZERO, Duration.ZERO, Occurrences.EACH, Optional.empty());

  /** Creates a timing. */
  public Timing {
    refuseNegative("holdFor", holdFor);
    refuseNegative("keepFiringFor", keepFiringFor);
    delay.ifPresent(duration -> refuseNegative("delay", duration));
  }

  private static void refuseNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is " + duration + ", must be zero or more");
    }
  }

  /** Returns this with another hold duration. */
  public Timing withHoldFor(Duration duration) {
    return new Timing(duration, keepFiringFor, occurrences, delay);
  }

  /** Returns this with another time that an alert outlives its condition. */
  public Timing withKeepFiringFor(Duration duration) {
    return new Timing(holdFor, duration, occurrences, delay);
  }

  /** Returns this with another number of occurrences. */
  public Timing withOccurrences(Occurrences wanted) {
    return new Timing(holdFor, keepFiringFor, wanted, delay);
  }

  /** Returns this with a delay. */
  public Timing withDelay(Duration duration) {
    return new Timing(holdFor, keepFiringFor, occurrences, Optional.of(duration));
  }
}
