/**
 * Histograms as single values: native ones, with exponential or custom buckets. Read {@link
 * io.kaldrix.monitor.core.query.histogram.NativeHistogram} first.
 *
 * <p>Floor: the lowest of the query packages; knows nothing of queries.
 */
@NullMarked
package io.kaldrix.monitor.core.query.histogram;

import org.jspecify.annotations.NullMarked;
