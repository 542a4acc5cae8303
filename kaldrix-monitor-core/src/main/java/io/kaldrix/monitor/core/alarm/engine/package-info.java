/**
 * Alarms at work. Read {@link io.kaldrix.monitor.core.alarm.engine.AlarmEngine} first.
 *
 * <p>Floor: above the other packages of {@code alarm}, below {@code rule}.
 */
@NullMarked
package io.kaldrix.monitor.core.alarm.engine;

import org.jspecify.annotations.NullMarked;
