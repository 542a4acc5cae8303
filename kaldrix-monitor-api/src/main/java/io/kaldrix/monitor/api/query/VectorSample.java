package io.kaldrix.monitor.api.query;

import io.kaldrix.monitor.api.label.Labels;

/**
 * One series' value in an instant vector.
 *
 * @param labels what identifies the series in the answer
 * @param timestampMillis the instant asked for, milliseconds since the Unix epoch
 * @param value the value; may be {@code NaN}
 */
public record VectorSample(Labels labels, long timestampMillis, double value) {}
