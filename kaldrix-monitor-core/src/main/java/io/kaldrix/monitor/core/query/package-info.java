/**
 * PromQL over the monitor's series. Read {@link io.kaldrix.monitor.core.query.PromQlEngine} first,
 * then the way of an expression: {@code parse} makes a tree of it ({@code ast}), {@code eval} walks
 * the tree; {@code histogram} is what a sample is that is no number.
 *
 * <p>Floor: above {@code ast}, {@code parse}, {@code histogram} and {@code eval}; reads series
 * through the api alone.
 */
@NullMarked
package io.kaldrix.monitor.core.query;

import org.jspecify.annotations.NullMarked;
