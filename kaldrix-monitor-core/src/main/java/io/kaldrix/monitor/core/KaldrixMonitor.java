package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.Monitor;
import io.kaldrix.monitor.api.alert.AlertListener;
import io.kaldrix.monitor.api.alert.Alerts;
import io.kaldrix.monitor.api.anomaly.Anomalies;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.compliance.Compliance;
import io.kaldrix.monitor.api.health.Health;
import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.notify.Notifications;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.PluginStatus;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.remediation.Remediations;
import io.kaldrix.monitor.api.rule.AlarmMute;
import io.kaldrix.monitor.api.rule.BandTraining;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A monitor inside its host. The host hands over its meter registry and starts it:
 *
 * <pre>{@code
 * try (KaldrixMonitor monitor =
 *     KaldrixMonitor.builder()
 *         .meterRegistry(registry)
 *         .configuration(Path.of("kaldrix.yml"))
 *         .start()) {
 *   …
 * }
 * }</pre>
 *
 * <p>All work is done on the monitor's own daemon threads, whose names begin with {@code kaldrix-};
 * the host's threads are never used, and none is kept from ending. {@link #close()} ends them all;
 * a second call does nothing. It waits for a tick under way and takes about 10 seconds at most;
 * plugin code that will not end is named in the log and left behind on a daemon thread. A host that
 * never closes loses nothing that was written down, but the last samples in memory and what
 * channels had not yet sent.
 */
public final class KaldrixMonitor implements Monitor {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MonitorParts parts;
  private final AtomicBoolean closed = new AtomicBoolean();

  private KaldrixMonitor(MonitorParts parts) {
    this.parts = parts;
  }

  /** Returns a builder with embedded defaults: a tick every 10 seconds, everything in memory. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public SeriesReader series() {
    return parts.store();
  }

  @Override
  public QueryEngine query() {
    return parts.queries();
  }

  @Override
  public Rules rules() {
    return parts.rules();
  }

  @Override
  public Alerts alerts() {
    return parts.rules();
  }

  @Override
  public Health health() {
    return parts.health();
  }

  @Override
  public Remediations remediations() {
    return parts.remediations();
  }

  @Override
  public AuditTrail audit() {
    return parts.audit();
  }

  @Override
  public Anomalies anomalies() {
    return parts.door(Anomalies.class, "anomaly");
  }

  @Override
  public Notifications notifications() {
    return parts.door(Notifications.class, "alerting");
  }

  @Override
  public Compliance compliance() {
    return parts.door(Compliance.class, "compliance");
  }

  @Override
  public List<PluginStatus> plugins() {
    return parts.catalog().statuses();
  }

  /**
   * Runs one tick now, on the caller's thread, as if it were {@code instant}. For monitors built
   * with {@link Builder#manualTicks()}: replay, tests.
   *
   * @param instant later than every tick before; a tick that is not collects nothing
   * @throws IllegalStateException if the monitor ticks by itself or is closed
   */
  public void tick(Instant instant) {
    if (parts.ticksByItself()) {
      throw new IllegalStateException("this monitor ticks by itself; build it with manualTicks()");
    }
    if (closed.get()) {
      throw new IllegalStateException("this monitor is closed");
    }
    parts.tick().run(instant);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      parts.close(PATIENCE);
    }
  }

  /**
   * Gathers what a monitor needs. What is set here comes on top of the configuration, and over it
   * where both say something. For one thread, and for one monitor.
   */
  public static final class Builder {
    final List<MeterRegistry> registries = new ArrayList<>();
    final List<Plugin> plugins = new ArrayList<>();
    final List<RuleGroup> ruleGroups = new ArrayList<>();
    final List<AlarmMute> alarmMutes = new ArrayList<>();
    final List<BandTraining> bandTrainings = new ArrayList<>();
    final List<AlertListener> listeners = new ArrayList<>();
    final Map<String, HealthCheck> healthChecks = new LinkedHashMap<>();
    final Map<String, String> processLabels = new LinkedHashMap<>();
    final Map<String, String> variables = new LinkedHashMap<>();
    @Nullable Path configurationFile;
    Map<String, ?> configuration = Map.of();
    InstantSource clock = Clock.systemUTC();
    boolean ticksByItself = true;
    boolean opensStores = true;
    Duration tickInterval = Duration.ZERO; // as configured
    private boolean started;

    private Builder() {}

    /** Reads the meters of {@code registry}; of several, if called several times. */
    public Builder meterRegistry(MeterRegistry registry) {
      registries.add(registry);
      return this;
    }

    /** Takes the configuration from a YAML or JSON file, which is read at the start. */
    public Builder configuration(Path file) {
      configurationFile = file;
      return this;
    }

    /** Takes the configuration from a map of the shape that a file has; placeholders are texts. */
    public Builder configuration(Map<String, ?> values) {
      configurationFile = null;
      configuration = values;
      return this;
    }

    /** Lets {@code ${name}} in the file stand for {@code value}, before the environment. */
    public Builder variable(String name, String value) {
      variables.put(name, value);
      return this;
    }

    /** Labels all series with which process this is among its like. */
    public Builder instance(String name) {
      return label("instance", name);
    }

    /** Labels all series with where this process runs. */
    public Builder region(String name) {
      return label("region", name);
    }

    /** Labels all series with what this process does. */
    public Builder job(String name) {
      return label("job", name);
    }

    /** Labels all series of this process; a meter's own tag of that name comes before it. */
    public Builder label(String name, String value) {
      processLabels.put(name, value);
      return this;
    }

    /** Sets the time between ticks, 1 millisecond or more; as configured unless set. */
    public Builder tickInterval(Duration interval) {
      if (interval.toMillis() < 1) {
        throw new IllegalArgumentException(
            "tickInterval is " + interval + ", must be 1 millisecond or more");
      }
      tickInterval = interval;
      return this;
    }

    /** Adds rule groups after those of the configuration; each name may be given once. */
    public Builder rules(RuleGroup... groups) {
      ruleGroups.addAll(List.of(groups));
      return this;
    }

    /** Adds times at which alarms take no actions, after those of the configuration. */
    public Builder alarmMute(AlarmMute... mutes) {
      alarmMutes.addAll(List.of(mutes));
      return this;
    }

    /** Says how bands of alarms are learned, after what the configuration says. */
    public Builder bandTraining(BandTraining... trainings) {
      bandTrainings.addAll(List.of(trainings));
      return this;
    }

    /** Adds a plugin beside those that {@link java.util.ServiceLoader} finds, and before them. */
    public Builder plugin(Plugin plugin) {
      plugins.add(plugin);
      return this;
    }

    /** Adds a health check of the host's own, with the configured interval and deadline. */
    public Builder healthCheck(String name, HealthCheck check) {
      healthChecks.put(name, check);
      return this;
    }

    /** Tells {@code listener} of every step of every alert. */
    public Builder alertListener(AlertListener listener) {
      listeners.add(listener);
      return this;
    }

    /** Goes by another clock than the system's. */
    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    /** Ticks only when {@link KaldrixMonitor#tick} is called. */
    public Builder manualTicks() {
      ticksByItself = false;
      return this;
    }

    /**
     * Starts the monitor.
     *
     * @throws io.kaldrix.monitor.api.plugin.SettingsException if the configuration is wrong
     * @throws IllegalArgumentException if something set here is wrong
     * @throws io.kaldrix.monitor.api.query.QueryException if the expression of a rule set here is
     *     wrong
     * @throws java.io.UncheckedIOException if the state store does not open
     * @throws IllegalStateException if this builder has started a monitor already
     */
    public KaldrixMonitor start() {
      if (started) {
        throw new IllegalStateException(
            "this builder has started a monitor already; take a new builder for another one");
      }
      MonitorParts parts = MonitorAssembly.assemble(this);
      started = true;
      parts.start();
      return new KaldrixMonitor(parts);
    }

    /**
     * Finds what is wrong with the configuration and with what is set here: makes every part of a
     * monitor as {@link #start()} does, but starts none and opens neither the state store nor the
     * audit trail, whose own settings are not looked into.
     *
     * @throws io.kaldrix.monitor.api.plugin.SettingsException if the configuration is wrong
     * @throws IllegalArgumentException if something set here is wrong
     * @throws io.kaldrix.monitor.api.query.QueryException if the expression of a rule set here is
     *     wrong
     * @throws IllegalStateException if this builder has started a monitor already
     */
    public void check() {
      if (started) {
        throw new IllegalStateException(
            "this builder has started a monitor already; take a new builder to check it");
      }
      opensStores = false;
      MonitorAssembly.assemble(this).close(PATIENCE);
      opensStores = true;
    }
  }
}
