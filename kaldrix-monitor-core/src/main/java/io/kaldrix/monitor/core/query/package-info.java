/**
 * PromQL over the monitor's series. Read {@link io.kaldrix.monitor.core.query.PromQlEngine} first,
 * then the way of an expression: {@code parse} makes a tree of it ({@code ast}), {@code eval} walks
 * the tree.
 *
 * <p>Floor: above {@code ast}, {@code parse} and {@code eval}; reads series through the api alone.
 */
@NullMarked
package io.kaldrix.monitor.core.query;

import org.jspecify.annotations.NullMarked;
