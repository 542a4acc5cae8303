/**
 * Series that somebody recorded, read from files to be asked and replayed. Read {@link
 * io.kaldrix.monitor.core.history.History} first.
 *
 * <p>Floor: above {@code recorded}, {@code exposition} and {@code query}.
 */
@NullMarked
package io.kaldrix.monitor.core.history;

import org.jspecify.annotations.NullMarked;
