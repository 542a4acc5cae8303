/**
 * Evaluates rules. Read {@link io.kaldrix.monitor.core.rule.AlertStateMachine} first, then {@link
 * io.kaldrix.monitor.core.rule.RuleEngine}.
 *
 * <p>Floor: above the api, {@code alarm} and {@code template}.
 */
@NullMarked
package io.kaldrix.monitor.core.rule;

import org.jspecify.annotations.NullMarked;
