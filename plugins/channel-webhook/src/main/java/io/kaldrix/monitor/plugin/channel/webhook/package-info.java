/**
 * A channel to any HTTP address. Read {@link
 * io.kaldrix.monitor.plugin.channel.webhook.WebhookChannel} first; what it sends is in {@link
 * io.kaldrix.monitor.plugin.channel.webhook.Payload} and in the plugin's README.
 *
 * <p>Floor: above the api only.
 */
@NullMarked
package io.kaldrix.monitor.plugin.channel.webhook;

import org.jspecify.annotations.NullMarked;
