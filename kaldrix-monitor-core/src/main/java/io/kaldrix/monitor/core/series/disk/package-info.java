/**
 * Series in files, so that they survive a restart. Read {@link
 * io.kaldrix.monitor.core.series.disk.SegmentWriter} first, which says what a file holds.
 *
 * <p>Floor: above {@code api.label}.
 */
@NullMarked
package io.kaldrix.monitor.core.series.disk;

import org.jspecify.annotations.NullMarked;
