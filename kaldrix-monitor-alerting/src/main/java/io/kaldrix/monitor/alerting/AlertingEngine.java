package io.kaldrix.monitor.alerting;

import io.kaldrix.monitor.alerting.dispatch.Announcement;
import io.kaldrix.monitor.alerting.dispatch.AttemptHistory;
import io.kaldrix.monitor.alerting.dispatch.Courier;
import io.kaldrix.monitor.alerting.dispatch.Receiver;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.alert.Severity;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.notify.ChannelProvider;
import io.kaldrix.monitor.api.notify.NotificationChannel;
import io.kaldrix.monitor.api.notify.Notifications;
import io.kaldrix.monitor.api.plugin.NearestName;
import io.kaldrix.monitor.api.plugin.Settings;
import io.kaldrix.monitor.api.plugin.SettingsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of alerts that began to fire or were resolved, through each configured channel that accepts
 * their severity.
 *
 * <p>Settings: {@code channels}, by name each with a {@code type}, {@code severities} or {@code
 * min-severity} (default {@code low}), {@code send-resolved} (default true), {@code timeout}
 * (default 10s) and the channel's own; {@code queue} (default 1000) notifications may wait for each
 * channel; {@code attempts} (default 4) for each notification; {@code history} (default 1000)
 * attempts kept; {@code close-timeout} (default 5s) to bring what waits when the monitor closes.
 */
final class AlertingEngine implements MonitorEngine, Notifications {

  /** Over the channel's own timeout, so that a channel that keeps it says itself what happened. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(AlertingEngine.class);

  private final EngineContext context;
  private final AttemptHistory history;
  private final Duration closeTimeout;
  private final List<Courier> couriers = new ArrayList<>();

  AlertingEngine(Settings settings, EngineContext context) {
    this.context = context;
    int queue = (int) settings.integer("queue", 1000, 1, 1_000_000);
    int attempts = (int) settings.integer("attempts", 4, 1, 100);
    this.history = new AttemptHistory((int) settings.integer("history", 1000, 1, 1_000_000));
    this.closeTimeout = settings.duration("close-timeout", Duration.ofSeconds(5), Duration.ZERO);
    Map<String, ChannelProvider> types = new LinkedHashMap<>();
    context
        .plugins(ChannelProvider.class)
        .forEach(provider -> types.putIfAbsent(provider.name(), provider));
    settings
        .namedSections("channels")
        .forEach(
            (name, section) ->
                receiver(name, section, types)
                    .ifPresent(
                        receiver ->
                            couriers.add(
                                new Courier(receiver, queue, attempts, history, context))));
    if (couriers.isEmpty()) {
      log.warn("no channel is configured: alerts are kept and shown, but nobody is told");
    }
  }

  private static Optional<Receiver> receiver(
      String name, Settings settings, Map<String, ChannelProvider> types) {
    String type = settings.string("type");
    ChannelProvider provider = types.get(type);
    if (provider == null) {
      throw settings.invalid(
          "type",
          "one of "
              + String.join(", ", new TreeSet<>(types.keySet()))
              + NearestName.hint(type, types.keySet()));
    }
    Set<Severity> severities = severities(settings);
    boolean sendResolved = settings.flag("send-resolved", true);
    Duration timeout = settings.duration("timeout", Duration.ofSeconds(10));
    return channel(name, provider, settings)
        .map(channel -> new Receiver(name, channel, severities, sendResolved, timeout.plus(GRACE)));
  }

  private static Optional<NotificationChannel> channel(
      String name, ChannelProvider provider, Settings settings) {
    try {
      return Optional.of(provider.create(settings));
    } catch (SettingsException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      log.error(
          "channel '{}' is left out: {} threw while making it",
          name,
          provider.getClass().getName(),
          e);
      return Optional.empty();
    }
  }

  private static Set<Severity> severities(Settings settings) {
    boolean listed = settings.has("severities");
    if (listed && settings.has("min-severity")) {
      throw settings.invalid("min-severity", "left out where severities are listed");
    }
    return listed ? listedSeverities(settings) : severitiesFrom(settings);
  }

  private static Set<Severity> listedSeverities(Settings settings) {
    String allowed = "a list of one or more of " + Severity.allowed();
    Set<Severity> severities = EnumSet.noneOf(Severity.class);
    for (String name : settings.strings("severities")) {
      severities.add(
          Severity.named(name)
              .orElseThrow(
                  () -> settings.invalid("severities", allowed + ", without '" + name + "'")));
    }
    if (severities.isEmpty()) {
      throw settings.invalid("severities", allowed);
    }
    return severities;
  }

  private static Set<Severity> severitiesFrom(Settings settings) {
    Severity least =
        Severity.named(settings.string("min-severity", Severity.LOW.label()))
            .orElseThrow(() -> settings.invalid("min-severity", "one of " + Severity.allowed()));
    return EnumSet.range(Severity.CRITICAL, least);
  }

  @Override
  public void react(Instant tick, List<AlertTransition> transitions) {
    if (couriers.isEmpty()) {
      return;
    }
    List<Announcement> announcements =
        transitions.isEmpty()
            ? List.of()
            : Announcement.of(
                context.processLabels(), tick, transitions, context.alerts().firing());
    for (Courier courier : couriers) {
      courier.take(announcements);
      courier.bring();
    }
  }

  @Override
  public List<Attempt> history() {
    return history.latest();
  }

  @Override
  public void close() {
    CompletableFuture<?>[] finished =
        couriers.stream().map(Courier::finish).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(finished).get(closeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.warn("not all notifications could be brought within {} of closing", closeTimeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    couriers.forEach(Courier::close);
  }

  /** Offers alerting under the section {@code alerting}. */
  public static final class Provider implements MonitorEngineProvider {

    /** Creates the provider. */
    public Provider() {}

    @Override
    public String name() {
      return "alerting";
    }

    @Override
    public MonitorEngine create(Settings settings, EngineContext context) {
      return new AlertingEngine(settings, context);
    }
  }
}
