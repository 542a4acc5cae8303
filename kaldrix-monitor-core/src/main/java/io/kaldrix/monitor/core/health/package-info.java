/**
 * Runs health checks behind the fence and sums them up; checks that come along. Read {@link
 * io.kaldrix.monitor.core.health.HealthMonitor} first, then a check such as {@code TcpCheck}.
 *
 * <p>Floor: the ground of this module; uses nothing of ours but the api.
 */
@NullMarked
package io.kaldrix.monitor.core.health;

import org.jspecify.annotations.NullMarked;
