/**
 * Conditions and the groups they are evaluated in. Read {@link
 * io.kaldrix.monitor.api.rule.AlertRule} first; {@link io.kaldrix.monitor.api.rule.MetricAlarm} is
 * the same for alarms as CloudWatch has them.
 *
 * <p>Floor: above {@code label}, {@code alert} and {@code plugin}, whose durations it writes.
 */
@NullMarked
package io.kaldrix.monitor.api.rule;

import org.jspecify.annotations.NullMarked;
