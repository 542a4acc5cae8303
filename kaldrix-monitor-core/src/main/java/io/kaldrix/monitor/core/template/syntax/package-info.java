/**
 * The template language's grammar: from a text to a checked tree. Read {@link
 * io.kaldrix.monitor.core.template.syntax.Node} first, then {@link
 * io.kaldrix.monitor.core.template.syntax.Parser}.
 *
 * <p>Floor: the ground; uses the api alone.
 */
@NullMarked
package io.kaldrix.monitor.core.template.syntax;

import org.jspecify.annotations.NullMarked;
