/**
 * Metric math: expressions over metrics. Read {@link
 * io.kaldrix.monitor.core.alarm.math.MathProgram} first.
 *
 * <p>Floor: above {@code alarm} and {@code band}.
 */
@NullMarked
package io.kaldrix.monitor.core.alarm.math;

import org.jspecify.annotations.NullMarked;
