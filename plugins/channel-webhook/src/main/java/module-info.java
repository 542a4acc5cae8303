/** Delivers notifications as JSON over HTTP. */
module io.kaldrix.monitor.plugin.channel.webhook {
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires io.kaldrix.monitor.api;
  requires java.net.http;

  provides io.kaldrix.monitor.api.notify.ChannelProvider with
      io.kaldrix.monitor.plugin.channel.webhook.WebhookChannel.Provider;
}
