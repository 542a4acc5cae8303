package io.kaldrix.monitor.api.series;

import io.kaldrix.monitor.api.label.Labels;

/**
 * Samples that share one label set.
 *
 * @param labels what identifies the series
 * @param samples in ascending order of time
 */
public record Series(Labels labels, Samples samples) {}
