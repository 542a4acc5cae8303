/**
 * Asking series in PromQL. Read {@link io.kaldrix.monitor.api.query.QueryEngine} first.
 *
 * <p>Floor: above {@code label} and {@code series}.
 */
@NullMarked
package io.kaldrix.monitor.api.query;

import org.jspecify.annotations.NullMarked;
