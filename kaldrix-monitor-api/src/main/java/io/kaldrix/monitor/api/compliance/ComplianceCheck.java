package io.kaldrix.monitor.api.compliance;

import java.time.Instant;

/**
 * Looks whether something holds that a standard asks for. Called by one monitor thread at a time,
 * never by the host's, with a deadline; looks and does not touch.
 */
public interface ComplianceCheck {

  /** Returns what the check looks at; always the same. */
  CheckDescription description();

  /**
   * Looks, and returns what was found.
   *
   * @param now the time to put on evidence and to compare expiry with
   * @throws Exception if looking failed; counts as {@link Outcome#CANNOT_TELL}
   */
  CheckResult run(Instant now) throws Exception;
}
