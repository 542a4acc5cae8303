package io.kaldrix.monitor.plugin.channel.webhook;

import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.plugin.testkit.ChannelContract;
import io.kaldrix.monitor.plugin.testkit.HttpReceiver;
import io.kaldrix.monitor.plugin.testkit.Receiver;
import java.util.Map;
import java.util.Set;

class WebhookContractTest implements ChannelContract {

  private final HttpReceiver receiver = HttpReceiver.open();

  @Override
  public ChannelProvider provider() {
    return new WebhookChannel.Provider();
  }

  @Override
  public Receiver receiver() {
    return receiver;
  }

  @Override
  public Map<String, ?> settings() {
    String address = receiver.uri().toString().replace("://", "://ada:pa55word@");
    return Map.of(
        "url",
        address + "/T0k3nInPath?key=k3yInQuery",
        "timeout",
        "30s",
        "headers",
        Map.of("X-Api-Key", "h3aderValue"),
        "secret",
        "s1gningSecret");
  }

  @Override
  public Set<String> requiredSettings() {
    return Set.of("url");
  }

  @Override
  public Set<String> secrets() {
    return Set.of("pa55word", "T0k3nInPath", "k3yInQuery", "h3aderValue", "s1gningSecret");
  }
}
