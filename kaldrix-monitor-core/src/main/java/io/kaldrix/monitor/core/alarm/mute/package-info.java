/**
 * Times at which alarms take no actions. Read {@link
 * io.kaldrix.monitor.core.alarm.mute.MuteSchedule} first.
 *
 * <p>Floor: above the api.
 */
@NullMarked
package io.kaldrix.monitor.core.alarm.mute;

import org.jspecify.annotations.NullMarked;
