/**
 * The store of series in memory. Read {@link io.kaldrix.monitor.core.series.InMemorySeriesStore}
 * first, then {@link io.kaldrix.monitor.core.series.Row}, which says how recent samples lie, then
 * {@link io.kaldrix.monitor.core.series.HistoryBlock} for those that are compressed. {@link
 * io.kaldrix.monitor.core.series.SeriesJournal} keeps them across a restart, the tiers' classes
 * keep coarse aggregates of them for weeks.
 *
 * <p>Floor: above {@code core.pattern}, {@code core.series.chunk} and {@code core.series.disk}.
 */
@NullMarked
package io.kaldrix.monitor.core.series;

import org.jspecify.annotations.NullMarked;
