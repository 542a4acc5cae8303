/**
 * Control charts: detectors that compare a sample with the recent past's mean and spread. Read
 * {@link io.kaldrix.monitor.anomaly.control.ZScoreDetector} first.
 *
 * <p>Floor: above {@code statistics}.
 */
@NullMarked
package io.kaldrix.monitor.anomaly.control;

import org.jspecify.annotations.NullMarked;
