/**
 * Detection over series at every tick. Read {@link io.kaldrix.monitor.anomaly.DetectionEngine}
 * first, then {@link io.kaldrix.monitor.anomaly.Watch}, which holds what one configured query has.
 *
 * <p>Floor: above the api only. Detectors are met through their interface, never by name.
 */
@NullMarked
package io.kaldrix.monitor.anomaly;

import org.jspecify.annotations.NullMarked;
