/**
 * Telling of alerts at every tick. Read {@link io.kaldrix.monitor.alerting.AlertingEngine} first;
 * what it decides and how it is delivered stands in {@code dispatch}.
 *
 * <p>Floor: above {@code dispatch}. Channels are met through their interface, never by name.
 */
@NullMarked
package io.kaldrix.monitor.alerting;

import org.jspecify.annotations.NullMarked;
