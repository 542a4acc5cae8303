/**
 * Values as templates know them, and what Go makes of them: truth, order, text. Read {@link
 * io.kaldrix.monitor.core.template.value.Values} first.
 *
 * <p>Floor: the ground; uses the api alone.
 */
@NullMarked
package io.kaldrix.monitor.core.template.value;

import org.jspecify.annotations.NullMarked;
