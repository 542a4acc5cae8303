/**
 * Finds the series that stand for a metric of CloudWatch, and makes datapoints of them. Read {@link
 * io.kaldrix.monitor.core.alarm.metric.StoredMetrics} first.
 *
 * <p>Floor: above {@code alarm}.
 */
@NullMarked
package io.kaldrix.monitor.core.alarm.metric;

import org.jspecify.annotations.NullMarked;
