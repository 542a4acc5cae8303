/**
 * What every plugin has: a name, an order, settings. Read {@link
 * io.kaldrix.monitor.api.plugin.Plugin} first, then {@link io.kaldrix.monitor.api.plugin.Settings}.
 *
 * <p>Floor: the ground; uses nothing of ours.
 */
@NullMarked
package io.kaldrix.monitor.api.plugin;

import org.jspecify.annotations.NullMarked;
