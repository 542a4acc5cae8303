/**
 * Samples in time. Read {@link io.kaldrix.monitor.api.series.Series} first, then the two doors of a
 * store: {@link io.kaldrix.monitor.api.series.SeriesReader} and {@link
 * io.kaldrix.monitor.api.series.SeriesAppender}.
 *
 * <p>Floor: above {@code label}.
 */
@NullMarked
package io.kaldrix.monitor.api.series;

import org.jspecify.annotations.NullMarked;
