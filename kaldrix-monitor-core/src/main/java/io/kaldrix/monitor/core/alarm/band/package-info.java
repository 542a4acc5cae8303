/**
 * Learns from a metric's past within which band it is to be expected. Read {@link
 * io.kaldrix.monitor.core.alarm.band.BandModel} first.
 *
 * <p>Floor: above the api.
 */
@NullMarked
package io.kaldrix.monitor.core.alarm.band;

import org.jspecify.annotations.NullMarked;
