/**
 * The parts that a monitor is made of, and what they share. Read {@link
 * io.kaldrix.monitor.api.engine.MonitorEngine} first, then {@link
 * io.kaldrix.monitor.api.engine.EngineContext}.
 *
 * <p>Floor: above all packages of the domain.
 */
@NullMarked
package io.kaldrix.monitor.api.engine;

import org.jspecify.annotations.NullMarked;
