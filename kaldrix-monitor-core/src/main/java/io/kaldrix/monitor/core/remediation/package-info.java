/**
 * Runs actions for alerts and findings, within bounds. Read {@link
 * io.kaldrix.monitor.core.remediation.RunBudget} first, then {@link
 * io.kaldrix.monitor.core.remediation.RemediationRunner}.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.core.remediation;

import org.jspecify.annotations.NullMarked;
