/**
 * The engine beside a real Prometheus: the same data, the same expressions, the same answers. Read
 * {@code DifferentialTest} first.
 *
 * <p>Floor: tests; uses the engine, the testkit and nothing that other tests need.
 */
@NullMarked
package io.kaldrix.monitor.core.query.differential;

import org.jspecify.annotations.NullMarked;
