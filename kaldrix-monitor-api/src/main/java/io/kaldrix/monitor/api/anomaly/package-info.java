/**
 * Finding the unusual. Read {@link io.kaldrix.monitor.api.anomaly.Detector} first; who writes a
 * detector implements it and {@link io.kaldrix.monitor.api.anomaly.DetectorProvider}.
 *
 * <p>Floor: above {@code label} and {@code plugin}.
 */
@NullMarked
package io.kaldrix.monitor.api.anomaly;

import org.jspecify.annotations.NullMarked;
