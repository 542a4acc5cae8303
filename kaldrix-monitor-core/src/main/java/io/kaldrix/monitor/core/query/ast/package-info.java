/**
 * PromQL as a tree of records. Read {@link io.kaldrix.monitor.core.query.ast.Expression} first;
 * {@link io.kaldrix.monitor.core.query.ast.Printer} turns a tree into text again.
 *
 * <p>Floor: below {@code parse} and {@code eval}; uses the api's labels and queries alone.
 */
@NullMarked
package io.kaldrix.monitor.core.query.ast;

import org.jspecify.annotations.NullMarked;
