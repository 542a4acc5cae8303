/**
 * Functions that templates call: those of the language, of Prometheus, of Alertmanager. Read {@link
 * io.kaldrix.monitor.core.template.function.FunctionSet} first.
 *
 * <p>Floor: above {@code template.value}, {@code template.syntax} and {@code pattern}.
 */
@NullMarked
package io.kaldrix.monitor.core.template.function;

import org.jspecify.annotations.NullMarked;
