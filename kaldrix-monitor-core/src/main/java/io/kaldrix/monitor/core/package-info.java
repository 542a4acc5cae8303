/**
 * The monitor put together. Read {@link io.kaldrix.monitor.core.KaldrixMonitor} first, then {@link
 * io.kaldrix.monitor.core.Tick}, which is the way of one number.
 *
 * <p>Floor: the top of this module.
 */
@NullMarked
package io.kaldrix.monitor.core;

import org.jspecify.annotations.NullMarked;
