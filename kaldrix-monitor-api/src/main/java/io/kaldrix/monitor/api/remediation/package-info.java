/**
 * Mending what an alert or a finding complains of. Read {@link
 * io.kaldrix.monitor.api.remediation.RemediationAction} first.
 *
 * <p>Floor: above {@code alert}, {@code compliance} and {@code plugin}.
 */
@NullMarked
package io.kaldrix.monitor.api.remediation;

import org.jspecify.annotations.NullMarked;
