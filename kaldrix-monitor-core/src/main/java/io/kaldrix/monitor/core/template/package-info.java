/**
 * Templates in Go's {@code text/template} language. Read {@link
 * io.kaldrix.monitor.core.template.TemplateCompiler} first, then {@link
 * io.kaldrix.monitor.core.template.Filling}.
 *
 * <p>Floor: above {@code template.syntax}, {@code template.value} and {@code template.function}.
 */
@NullMarked
package io.kaldrix.monitor.core.template;

import org.jspecify.annotations.NullMarked;
