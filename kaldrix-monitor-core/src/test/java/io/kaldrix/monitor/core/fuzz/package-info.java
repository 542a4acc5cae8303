/**
 * Hostile input for everything that reads texts or bytes. Read {@code FuzzTest} first; a reader
 * says in its own package, as a {@link io.kaldrix.monitor.core.fuzz.FuzzTarget}, how it is tried.
 *
 * <p>Floor: tests.
 */
@NullMarked
package io.kaldrix.monitor.core.fuzz;

import org.jspecify.annotations.NullMarked;
