/**
 * Alerts and where they stand. Read {@link io.kaldrix.monitor.api.alert.AlertState} first, then
 * {@link io.kaldrix.monitor.api.alert.Alert}.
 *
 * <p>Floor: above {@code label}.
 */
@NullMarked
package io.kaldrix.monitor.api.alert;

import org.jspecify.annotations.NullMarked;
