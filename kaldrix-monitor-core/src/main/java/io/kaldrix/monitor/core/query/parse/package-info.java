/**
 * From text to a tree whose types fit. Read {@link io.kaldrix.monitor.core.query.parse.Parser}
 * first.
 *
 * <p>Floor: above {@code ast}; knows functions by their signatures alone.
 */
@NullMarked
package io.kaldrix.monitor.core.query.parse;

import org.jspecify.annotations.NullMarked;
