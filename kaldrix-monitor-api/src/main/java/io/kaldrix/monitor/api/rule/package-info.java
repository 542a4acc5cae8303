/**
 * Conditions and the groups they are evaluated in. Read {@link
 * io.kaldrix.monitor.api.rule.AlertRule} first.
 *
 * <p>Floor: above {@code label}, {@code alert} and {@code plugin}, whose durations it writes.
 */
@NullMarked
package io.kaldrix.monitor.api.rule;

import org.jspecify.annotations.NullMarked;
