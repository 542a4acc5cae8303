package io.kaldrix.monitor.plugin.testkit;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.Alerts;
import io.kaldrix.monitor.api.engine.EngineContext;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.query.QueryEngine;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.api.rule.Rules;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.api.template.TemplateEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What engines share, small enough for a test: everything is kept in memory, the clock moves when
 * told to, plugin code runs on the caller's thread, a query is a metric's name ({@link
 * PlainNameQueries}), and a template names fields ({@link PlainFieldTemplates}).
 */
public final class InMemoryEngineContext implements EngineContext {

  private final Duration tickInterval;
  private final List<Plugin> plugins;
  private final SettableClock clock;
  private final InMemorySeries series = new InMemorySeries();
  private final AtomicLong appended = new AtomicLong();
  private final InMemoryStateStore state = new InMemoryStateStore();
  private final InMemoryAuditTrail audit = new InMemoryAuditTrail();
  private final InMemoryMeters meters = new InMemoryMeters();
  private final Fence fence = new DirectFence();
  private volatile List<Alert> alerts = List.of();

  /**
   * Creates a context in which nothing has happened.
   *
   * @param start where the clock stands
   * @param tickInterval the time between ticks
   * @param plugins those that engines find, of any kind
   */
  public InMemoryEngineContext(
      Instant start, Duration tickInterval, List<? extends Plugin> plugins) {
    this.clock = new SettableClock(start);
    this.tickInterval = tickInterval;
    this.plugins =
        plugins.stream()
            .<Plugin>map(plugin -> plugin)
            .sorted(Comparator.comparingInt(Plugin::order).thenComparing(Plugin::name))
            .toList();
  }

  @Override
  public Labels processLabels() {
    return Labels.of("instance", "node-1", "job", "contract");
  }

  @Override
  public Duration tickInterval() {
    return tickInterval;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }

  /** Returns the series themselves; what is appended here does not count as a trace. */
  public InMemorySeries series() {
    return series;
  }

  @Override
  public SeriesReader reader() {
    return series;
  }

  @Override
  public SeriesAppender appender() {
    return new CountingAppender();
  }

  @Override
  public QueryEngine queries() {
    return new PlainNameQueries(series);
  }

  @Override
  public TemplateEngine templates() {
    return new PlainFieldTemplates();
  }

  @Override
  public Alerts alerts() {
    return () -> alerts;
  }

  /** Says which alerts are pending or firing. */
  public void alertsAre(List<Alert> active) {
    alerts = List.copyOf(active);
  }

  @Override
  public Rules rules() {
    return new NoRules();
  }

  @Override
  public InMemoryStateStore state() {
    return state;
  }

  @Override
  public InMemoryAuditTrail audit() {
    return audit;
  }

  @Override
  public InMemoryMeters meters() {
    return meters;
  }

  @Override
  public Fence fence() {
    return fence;
  }

  @Override
  public <P extends Plugin> List<P> plugins(Class<P> kind) {
    return plugins.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Returns how many traces an engine has left: samples through {@link #appender()}, states
   * written, audit events, and what its counters say.
   */
  public long traces() {
    return appended.get() + state.writes() + audit.size() + meters.total();
  }

  private record NoRules() implements Rules {
    @Override
    public List<RuleGroup> groups() {
      return List.of();
    }

    @Override
    public List<RuleFailure> failures() {
      return List.of();
    }
  }

  private final class CountingAppender implements SeriesAppender {
    @Override
    public SeriesHandle open(Labels labels) {
      SeriesHandle handle = series.open(labels);
      return new SeriesHandle() {
        @Override
        public Labels labels() {
          return labels;
        }

        @Override
        public boolean append(long timestampMillis, double value) {
          appended.incrementAndGet();
          return handle.append(timestampMillis, value);
        }
      };
    }

    @Override
    public void describe(String metricName, MetricMetadata metadata) {
      series.describe(metricName, metadata);
    }
  }
}
