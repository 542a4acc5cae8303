/**
 * Samples as plans follow them: selected once, each row read once, windows kept up to date. Read
 * {@link io.kaldrix.monitor.core.query.plan.window.FollowedRows} first, then {@link
 * io.kaldrix.monitor.core.query.plan.window.SlidingWindow}.
 *
 * <p>Floor: above {@code series}.
 */
@NullMarked
package io.kaldrix.monitor.core.query.plan.window;

import org.jspecify.annotations.NullMarked;
