/**
 * Showing that rules set by others are kept. Read {@link
 * io.kaldrix.monitor.api.compliance.ComplianceCheck} first; who writes a check implements it and
 * {@link io.kaldrix.monitor.api.compliance.ComplianceCheckProvider}.
 *
 * <p>Floor: above {@code alert} and {@code plugin}.
 */
@NullMarked
package io.kaldrix.monitor.api.compliance;

import org.jspecify.annotations.NullMarked;
