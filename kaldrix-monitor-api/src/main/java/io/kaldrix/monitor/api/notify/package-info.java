/**
 * Telling people and machines. Read {@link io.kaldrix.monitor.api.notify.NotificationChannel}
 * first; who writes a channel implements it and {@link
 * io.kaldrix.monitor.api.notify.ChannelProvider}.
 *
 * <p>Floor: above {@code alert} and {@code plugin}.
 */
@NullMarked
package io.kaldrix.monitor.api.notify;

import org.jspecify.annotations.NullMarked;
