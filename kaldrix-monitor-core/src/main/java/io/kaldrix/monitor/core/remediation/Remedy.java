package io.kaldrix.monitor.core.remediation;

import io.kaldrix.monitor.api.remediation.RemediationAction;
import io.kaldrix.monitor.api.remediation.RemediationPolicy;

/**
 * An action and what it is for.
 *
 * @param on the name of the alert rule or the id of the check that it mends
 * @param name what the action is called
 * @param action what to do
 * @param policy how far it may go by itself
 */
public record Remedy(String on, String name, RemediationAction action, RemediationPolicy policy) {}
