/**
 * Conditions and the groups they are evaluated in. Read {@link
 * io.kaldrix.monitor.api.rule.AlertRule} first.
 *
 * <p>Floor: above {@code label} and {@code alert}.
 */
@NullMarked
package io.kaldrix.monitor.api.rule;

import org.jspecify.annotations.NullMarked;
