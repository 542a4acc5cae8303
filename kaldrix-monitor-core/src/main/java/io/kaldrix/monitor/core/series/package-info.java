/**
 * The store of series in memory. Read {@link io.kaldrix.monitor.core.series.InMemorySeriesStore}
 * first, then {@link io.kaldrix.monitor.core.series.Row}, which says how samples lie.
 *
 * <p>Floor: above {@code core.pattern}.
 */
@NullMarked
package io.kaldrix.monitor.core.series;

import org.jspecify.annotations.NullMarked;
