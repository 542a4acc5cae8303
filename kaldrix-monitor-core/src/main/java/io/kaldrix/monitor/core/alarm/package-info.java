/**
 * Decides where an alarm stands, as CloudWatch does. Read {@link
 * io.kaldrix.monitor.core.alarm.AlarmDecision} first. Pure functions: what they need comes in, the
 * answer goes out.
 *
 * <p>Floor: above the api.
 */
@NullMarked
package io.kaldrix.monitor.core.alarm;

import org.jspecify.annotations.NullMarked;
