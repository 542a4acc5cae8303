/**
 * The ground that detectors stand on: figures of a sliding window, kept up sample by sample. Read
 * {@link io.kaldrix.monitor.anomaly.statistics.WindowMoments} first.
 *
 * <p>Floor: the lowest; knows nothing of detectors or series.
 */
@NullMarked
package io.kaldrix.monitor.anomaly.statistics;

import org.jspecify.annotations.NullMarked;
