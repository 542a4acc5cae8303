/**
 * Who did what. Read {@link io.kaldrix.monitor.api.audit.AuditEvent} first.
 *
 * <p>Floor: above {@code plugin}.
 */
@NullMarked
package io.kaldrix.monitor.api.audit;

import org.jspecify.annotations.NullMarked;
