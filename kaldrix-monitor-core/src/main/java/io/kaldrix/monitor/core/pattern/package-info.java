/**
 * Regular expressions that come from outside and must not hang or exhaust us. Read {@link
 * io.kaldrix.monitor.core.pattern.AnchoredPattern} first.
 *
 * <p>Floor: the ground; uses RE2/J alone.
 */
@NullMarked
package io.kaldrix.monitor.core.pattern;

import org.jspecify.annotations.NullMarked;
