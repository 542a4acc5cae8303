/**
 * Whether the host can do its work. Read {@link io.kaldrix.monitor.api.health.HealthCheck} first;
 * who writes a check implements it and {@link io.kaldrix.monitor.api.health.HealthCheckProvider}.
 *
 * <p>Floor: above {@code plugin}.
 */
@NullMarked
package io.kaldrix.monitor.api.health;

import org.jspecify.annotations.NullMarked;
