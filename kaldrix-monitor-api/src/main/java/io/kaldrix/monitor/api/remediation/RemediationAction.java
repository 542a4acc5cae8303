package io.kaldrix.monitor.api.remediation;

/**
 * Does something about an alert or a finding. Called by one monitor thread at a time, never by the
 * host's, with a deadline; how often is bounded by its {@link RemediationPolicy}.
 */
public interface RemediationAction {

  /**
   * Says what {@link #run} would do about {@code trigger}, in one line, and changes nothing.
   *
   * @throws Exception if that cannot be said
   */
  String dryRun(RemediationTrigger trigger) throws Exception;

  /**
   * Does it, and says in one line what was done.
   *
   * @throws Exception if it could not be done
   */
  String run(RemediationTrigger trigger) throws Exception;
}
