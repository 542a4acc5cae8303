package io.kaldrix.monitor.api.alert;

import java.time.Instant;
import java.util.Optional;

/** Where one alert stands in its life. */
public sealed interface AlertState {

  /** Returns the state's name in labels and on pages, such as {@code firing}. */
  String label();

  /** The condition does not hold. */
  record Inactive() implements AlertState {
    @Override
    public String label() {
      return "inactive";
    }
  }

  /**
   * The condition holds, but not yet for the rule's hold duration, or something keeps the alert
   * from firing.
   *
   * @param activeSince when the condition began to hold
   * @param heldBack why it does not fire though its condition has held long enough, such as {@code
   *     unless HostDown}; empty if time is all it waits for
   */
  record Pending(Instant activeSince, String heldBack) implements AlertState {
    /** Creates the state of an alert that waits for its hold duration. */
    public Pending(Instant activeSince) {
      this(activeSince, "");
    }

    @Override
    public String label() {
      return "pending";
    }
  }

  /**
   * The condition has held for the hold duration or longer.
   *
   * @param activeSince when the condition began to hold
   * @param since when the alert began to fire
   * @param recoveringSince when the condition stopped holding, if the alert only fires on because
   *     its rule keeps it firing for a while
   */
  record Firing(Instant activeSince, Instant since, Optional<Instant> recoveringSince)
      implements AlertState {
    /** Creates the state of an alert whose condition holds. */
    public Firing(Instant activeSince, Instant since) {
      this(activeSince, since, Optional.empty());
    }

    @Override
    public String label() {
      return "firing";
    }
  }

  /**
   * The condition held and stopped holding.
   *
   * @param since when the alert had begun to fire
   * @param at when it was seen to have ended
   */
  record Resolved(Instant since, Instant at) implements AlertState {
    @Override
    public String label() {
      return "resolved";
    }
  }
}
