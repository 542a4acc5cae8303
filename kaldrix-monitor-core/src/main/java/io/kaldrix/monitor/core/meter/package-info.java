/**
 * Reads Micrometer's meters into series. Read {@link io.kaldrix.monitor.core.meter.MeterCollector}
 * first.
 *
 * <p>Floor: above {@code core.series}.
 */
@NullMarked
package io.kaldrix.monitor.core.meter;

import org.jspecify.annotations.NullMarked;
