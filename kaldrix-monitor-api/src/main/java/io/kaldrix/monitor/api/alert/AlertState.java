package io.kaldrix.monitor.api.alert;

import java.time.Instant;

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
   * The condition holds, but not yet for the rule's hold duration.
   *
   * @param activeSince when the condition began to hold
   */
  record Pending(Instant activeSince) implements AlertState {
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
   */
  record Firing(Instant activeSince, Instant since) implements AlertState {
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
