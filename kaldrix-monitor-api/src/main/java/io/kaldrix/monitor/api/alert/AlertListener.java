package io.kaldrix.monitor.api.alert;

/**
 * Hears of alerts' steps. Called by one monitor thread at a time, in order, with a deadline; what
 * it throws is counted and shown in health and does not reach the next listener.
 */
@FunctionalInterface
public interface AlertListener {

  /** Takes note of a step. */
  void onTransition(AlertTransition transition);
}
