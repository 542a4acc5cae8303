/**
 * The notation of test scripts and rule unit tests: series and their points over time. Read {@link
 * io.kaldrix.monitor.core.query.script.SeriesLine} first.
 *
 * <p>Floor: above {@code ast}, {@code parse} and {@code histogram}.
 */
@NullMarked
package io.kaldrix.monitor.core.query.script;

import org.jspecify.annotations.NullMarked;
