/**
 * The audit trail of a monitor that has no better one, and the fence around whichever it has. Read
 * {@link io.kaldrix.monitor.core.audit.InMemoryAuditTrail} first.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.core.audit;

import org.jspecify.annotations.NullMarked;
