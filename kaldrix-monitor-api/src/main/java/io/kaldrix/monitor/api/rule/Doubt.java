package io.kaldrix.monitor.api.rule;

/**
 * What a rule makes of not knowing.
 *
 * @param noData what it means that there are no samples to look at
 * @param error what it means that the rule could not be evaluated: {@link Meaning#KEEP} or {@link
 *     Meaning#ALERT}
 */
public record Doubt(NoData noData, Meaning error) {

  /** The way of Prometheus: no data resolves, an error changes nothing. */
  public static final Doubt AS_PROMETHEUS = new Doubt(NoData.RESOLVES, Meaning.KEEP);

  /** The label that tells an alert about not knowing from one about the condition. */
  public static final String REASON_LABEL = "reason";

  /** The reason of an alert that is there because a rule had no data at all. */
  public static final String NO_DATA = "no_data";

  /** The reason of an alert that is there because a rule could not be evaluated. */
  public static final String ERROR = "error";

  /** What not knowing means. */
  public enum Meaning {
    /** The condition is not met. */
    RESOLVE,
    /** Alerts stay as they are, their time runs on. */
    KEEP,
    /** The condition is met. */
    ALERT
  }

  /** Creates a doubt. */
  public Doubt {
    if (error == Meaning.RESOLVE) {
      throw new IllegalArgumentException("error means RESOLVE, must be KEEP or ALERT");
    }
  }
}
