/**
 * Expressions planned once and evaluated at every tick: series looked up when they come and go,
 * windows moved on, what several rules ask calculated once. Read {@link
 * io.kaldrix.monitor.core.query.plan.QueryPlans} first, then {@link
 * io.kaldrix.monitor.core.query.plan.Step}.
 *
 * <p>Floor: above {@code query} and {@code window}.
 */
@NullMarked
package io.kaldrix.monitor.core.query.plan;

import org.jspecify.annotations.NullMarked;
