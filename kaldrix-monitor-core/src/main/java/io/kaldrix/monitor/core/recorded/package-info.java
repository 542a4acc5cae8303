/**
 * Series that are all known beforehand, and reading them as if they came in one by one. Read {@link
 * io.kaldrix.monitor.core.recorded.RecordedSeries} first.
 *
 * <p>Floor: above {@code query.eval}, {@code query.script} and {@code pattern}.
 */
@NullMarked
package io.kaldrix.monitor.core.recorded;

import org.jspecify.annotations.NullMarked;
