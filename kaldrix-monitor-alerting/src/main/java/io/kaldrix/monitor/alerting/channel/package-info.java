/**
 * Channels that need nothing but the JDK. Read {@link
 * io.kaldrix.monitor.alerting.channel.ConsoleChannel} first.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.alerting.channel;

import org.jspecify.annotations.NullMarked;
