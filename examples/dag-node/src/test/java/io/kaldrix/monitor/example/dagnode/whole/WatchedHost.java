package io.kaldrix.monitor.example.dagnode.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaldrix.monitor.api.alert.Alert;
import io.kaldrix.monitor.api.alert.AlertListener;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.health.CheckedHealth;
import io.kaldrix.monitor.api.health.HealthCheck;
import io.kaldrix.monitor.api.health.HealthStatus;
import io.kaldrix.monitor.api.notify.DeliveryOutcome;
import io.kaldrix.monitor.api.notify.Notification;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.query.VectorSample;
import io.kaldrix.monitor.api.rule.AlertRule;
import io.kaldrix.monitor.api.rule.RuleGroup;
import io.kaldrix.monitor.core.KaldrixMonitor;
import io.kaldrix.monitor.plugin.testkit.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A host with a monitor in it that is ticked by hand: a level, a rule and a watch over it, a
 * channel and a listener, all of which work. Tests put guests beside them that do not.
 */
final class WatchedHost implements AutoCloseable {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");

  final SimpleMeterRegistry registry;
  final KaldrixMonitor monitor;
  private final Optional<Hang> hanging;
  private final SettableClock clock;
  private final AtomicInteger level;
  private final AtomicInteger flood;
  private final BlockingQueue<Notification> told;
  private final BlockingQueue<AlertTransition> heard;

  private WatchedHost(Setup setup) {
    this.registry = setup.registry;
    this.hanging = setup.hanging;
    this.clock = setup.clock;
    this.level = setup.level;
    this.flood = setup.flood;
    this.told = setup.told;
    this.heard = setup.heard;
    this.monitor = setup.builder.configuration(setup.configuration()).start();
  }

  static Setup setup() {
    return new Setup();
  }

  /** What the host and its guests are. */
  static final class Setup {
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final KaldrixMonitor.Builder builder = KaldrixMonitor.builder();
    private final SettableClock clock = new SettableClock(T0);
    private final AtomicInteger level = new AtomicInteger();
    private final AtomicInteger flood = new AtomicInteger();
    private final BlockingQueue<Notification> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<AlertTransition> heard = new LinkedBlockingQueue<>();
    private final Map<String, Object> channels = new LinkedHashMap<>();
    private final Map<String, Object> providedChecks = new LinkedHashMap<>();
    private final List<Object> watches = new ArrayList<>();
    private final List<Object> remediations = new ArrayList<>();
    private Optional<Hang> hanging = Optional.empty();
    private String audit = "memory";
    private Map<String, Object> state = Map.of("type", "memory");

    private Setup() {
      registry.gauge("level", level);
      registry.gauge("flood", flood);
      channels.put("good", Map.of("type", "inbox"));
      watches.add(Map.of("name", "good", "query", "level", "settings", Map.of("window", 16)));
      builder
          .meterRegistry(registry)
          .manualTicks()
          .clock(clock)
          .plugin(
              Guests.channel(
                  "inbox",
                  notification -> {
                    told.add(notification);
                    return new DeliveryOutcome.Delivered("");
                  }))
          .rules(RuleGroup.of("good", AlertRule.when("level > 10").named("LevelHigh")));
    }

    Setup lettingGo(Hang guest) {
      hanging = Optional.of(guest);
      return this;
    }

    Setup plugin(Plugin plugin) {
      builder.plugin(plugin);
      return this;
    }

    Setup rules(RuleGroup group) {
      builder.rules(group);
      return this;
    }

    Setup listener(AlertListener listener) {
      builder.alertListener(listener);
      return this;
    }

    Setup state(Map<String, Object> settings) {
      state = settings;
      return this;
    }

    Setup audit(String type) {
      audit = type;
      return this;
    }

    Setup startingAt(Instant instant) {
      clock.set(instant);
      return this;
    }

    /** Returns what the clock of the host shows. */
    Instant now() {
      return clock.instant();
    }

    Setup healthCheck(String name, HealthCheck check) {
      builder.healthCheck(name, check);
      return this;
    }

    Setup channel(String name, String type) {
      channels.put(name, Map.of("type", type, "timeout", "100ms"));
      return this;
    }

    Setup watch(String name, String detector) {
      watches.add(Map.of("name", name, "query", "level", "detector", detector));
      return this;
    }

    Setup remediation(String on, String action) {
      remediations.add(
          Map.of("on", on, "action", action, "dry-run", false, "max-runs-per-hour", 3600));
      return this;
    }

    /** Asks for the check of a provider, beside the built-in ones. */
    Setup providedCheck(String type) {
      providedChecks.put(type, Map.of("type", type));
      return this;
    }

    private Map<String, Object> configuration() {
      return Map.of(
          "plugin-deadline", "2s",
          "state", state,
          "audit", Map.of("type", audit),
          "health", Map.of("interval", "10s", "deadline", "500ms", "checks", providedChecks),
          "alerting", Map.of("channels", channels, "queue", 50, "close-timeout", "1s"),
          "anomaly", Map.of("watch", watches, "deadline", "1s"),
          "compliance", Map.of("interval", "10s", "deadline", "2s"),
          "remediation", remediations);
    }

    /** Starts it; enough has been seen by then to know what is unusual. */
    WatchedHost start() {
      builder.alertListener(heard::add);
      return new WatchedHost(this);
    }
  }

  /** Ticks, 10 seconds after the last one. */
  void tick() {
    clock.advance(Duration.ofSeconds(10));
    monitor.tick(clock.instant());
  }

  /** Ticks until the good watch knows what is ordinary. */
  void settle() {
    for (int i = 0; i < 32; i++) {
      level.set(i % 2);
      tick();
    }
  }

  /** Raises the level over what its rule and its watch allow. */
  void raise() {
    level.set(50);
    tick();
  }

  /** Lets the rules over the flood fire, or be resolved. */
  void flood(boolean rises) {
    flood.set(rises ? 1 : 0);
    tick();
  }

  /** Lets the level down again. */
  void calm() {
    level.set(1);
    tick();
  }

  /**
   * A number goes the whole way: recorded by a host's thread, collected, scored, judged, heard of,
   * told; and what compliance found is known.
   */
  void goesOn() throws InterruptedException {
    settle();
    told.clear();
    heard.clear();
    Recording.undisturbed(registry);
    raise();
    assertThat(value("level")).isEqualTo(50);
    assertThat(value("kaldrix_anomaly_score{watch=\"good\"}")).isGreaterThan(0.5);
    assertThat(monitor.alerts().firing()).extracting(Alert::name).contains("LevelHigh");
    untilTold(Notification.Status.FIRING);
    untilHeard("firing");
    Recording.undisturbed(registry);
    calm();
    untilTold(Notification.Status.RESOLVED);
    untilHeard("resolved");
    until(
        "the good check has run",
        () ->
            monitor.compliance().findings().stream()
                .anyMatch(finding -> finding.check().id().startsWith("jvm-tls")));
  }

  /** Waits until the good channel is told that of the level. */
  private void untilTold(Notification.Status status) throws InterruptedException {
    Notification next;
    do {
      next = told.poll(20, TimeUnit.SECONDS);
      assertThat(next).as("the good channel is told " + status).isNotNull();
    } while (next.status() != status || !next.alerts().get(0).name().equals("LevelHigh"));
  }

  /** Waits until the good listener hears that of the level. */
  private void untilHeard(String state) throws InterruptedException {
    Alert next;
    do {
      AlertTransition step = heard.poll(20, TimeUnit.SECONDS);
      assertThat(step).as("the good listener hears " + state).isNotNull();
      next = step.alert();
    } while (!next.state().label().equals(state) || !next.name().equals("LevelHigh"));
  }

  /** Waits until {@code condition} holds. */
  static void until(String what, BooleanSupplier condition) {
    long endNanos = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(endNanos);
      Thread.onSpinWait();
    }
  }

  /** Waits until health says of {@code check} that it is {@code status}. */
  void untilHealthSays(String check, HealthStatus status) {
    until(check + " is " + status, () -> status(check).equals(Optional.of(status)));
  }

  private Optional<HealthStatus> status(String check) {
    return monitor.health().report().checks().stream()
        .filter(each -> each.name().equals(check))
        .map(each -> each.result().status())
        .findFirst();
  }

  /** Returns what health says of {@code check} in words. */
  String summary(String check) {
    return monitor.health().report().checks().stream()
        .filter(each -> each.name().equals(check))
        .map(CheckedHealth::result)
        .findFirst()
        .orElseThrow()
        .summary();
  }

  /** Returns how many calls of {@code plugin} ended so, as its series said at the last tick. */
  double calls(String plugin, String outcome) {
    return value(
        "kaldrix_plugin_calls_total{plugin=\"" + plugin + "\",outcome=\"" + outcome + "\"}");
  }

  /** Returns the one value of {@code expression} at the last tick. */
  double value(String expression) {
    List<VectorSample> samples = samples(expression);
    assertThat(samples).as(expression).hasSize(1);
    return samples.get(0).value();
  }

  /** Returns the values of {@code expression} at the last tick. */
  List<VectorSample> samples(String expression) {
    return monitor.query().instant(expression, clock.instant()).vector().samples();
  }

  /** Lets go what hangs and closes the monitor. */
  @Override
  public void close() {
    hanging.ifPresent(Hang::close);
    monitor.close();
  }
}
