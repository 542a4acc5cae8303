/**
 * Alarms over the states of other alarms. Read {@link
 * io.kaldrix.monitor.core.alarm.composite.AlarmCondition} first, then {@link
 * io.kaldrix.monitor.core.alarm.composite.Suppression}.
 *
 * <p>Floor: above the api.
 */
@NullMarked
package io.kaldrix.monitor.core.alarm.composite;

import org.jspecify.annotations.NullMarked;
