package io.kaldrix.monitor.core;

import io.kaldrix.monitor.api.alert.AlertListener;
import io.kaldrix.monitor.api.alert.AlertTransition;
import io.kaldrix.monitor.api.audit.AuditEvent;
import io.kaldrix.monitor.api.audit.AuditTrail;
import io.kaldrix.monitor.api.compliance.Compliance;
import io.kaldrix.monitor.api.compliance.Finding;
import io.kaldrix.monitor.api.engine.CallOutcome;
import io.kaldrix.monitor.api.engine.Fence;
import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.core.health.HealthMonitor;
import io.kaldrix.monitor.core.meter.MeterCollector;
import io.kaldrix.monitor.core.remediation.RemediationRunner;
import io.kaldrix.monitor.core.rule.RuleEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What happens at a tick, in this order: meters are collected, health and the monitor's own meters
 * are written down, engines detect, rules are evaluated, listeners and engines hear of it, remedies
 * start. Ticks come one at a time.
 */
final class Tick {

  private final MeterCollector collector;
  private final HealthMonitor health;
  private final Consumer<Instant> meters;
  private final Map<String, MonitorEngine> engines;
  private final RuleEngine rules;
  private final List<AlertListener> listeners;
  private final RemediationRunner remediations;
  private final AuditTrail audit;
  private final Fence fence;
  private final Duration deadline;
  private final ReentrantLock one = new ReentrantLock();
  private boolean closed;
  private volatile double seconds = Double.NaN;

  Tick(
      MeterCollector collector,
      HealthMonitor health,
      Consumer<Instant> meters,
      Map<String, MonitorEngine> engines,
      RuleEngine rules,
      List<AlertListener> listeners,
      RemediationRunner remediations,
      AuditTrail audit,
      Fence fence,
      Duration deadline) {
    this.collector = collector;
    this.health = health;
    this.meters = meters;
    this.engines = engines;
    this.rules = rules;
    this.listeners = List.copyOf(listeners);
    this.remediations = remediations;
    this.audit = audit;
    this.fence = fence;
    this.deadline = deadline;
  }

  /** Returns how long the last tick took, in seconds. */
  double seconds() {
    return seconds;
  }

  /**
   * Lets no tick begin any more, and waits for one under way.
   *
   * @return whether none is under way
   */
  boolean close(Duration patience) {
    try {
      if (!one.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      closed = true;
      return true;
    } finally {
      one.unlock();
    }
  }

  /**
   * Runs one tick.
   *
   * @throws IllegalStateException after {@link #close}
   */
  void run(Instant tick) {
    one.lock();
    try {
      if (closed) {
        throw new IllegalStateException("this monitor is closed");
      }
      long startNanos = System.nanoTime();
      fence.call("collector", deadline, () -> collector.collect(tick));
      health.tick(tick);
      meters.accept(tick);
      forEachEngine(engine -> engine.detect(tick));
      List<AlertTransition> transitions = rules.evaluate(tick);
      transitions.forEach(this::account);
      tell(transitions);
      forEachEngine(engine -> engine.react(tick, transitions));
      remediations.react(tick, transitions, findings());
      seconds = (System.nanoTime() - startNanos) / 1e9;
    } finally {
      one.unlock();
    }
  }

  /** One step of an engine. */
  @FunctionalInterface
  private interface EngineStep {
    void take(MonitorEngine engine);
  }

  private void forEachEngine(EngineStep step) {
    engines.forEach(
        (name, engine) ->
            fence.call(
                "engine:" + name,
                deadline,
                () -> {
                  step.take(engine);
                  return name;
                }));
  }

  private void account(AlertTransition transition) {
    audit.append(
        AuditEvent.of(
                transition.at(),
                "system:rules",
                "alert." + transition.alert().state().label(),
                transition.alert().labels().toString())
            .correlationId(transition.alert().fingerprint())
            .detail("before", transition.before().label())
            .detail("value", Double.toString(transition.alert().value()))
            .succeeded());
  }

  /** Listeners are not waited for: each hears of every step in order, on a thread of its own. */
  private void tell(List<AlertTransition> transitions) {
    for (int i = 0; i < listeners.size(); i++) {
      AlertListener listener = listeners.get(i);
      for (AlertTransition transition : transitions) {
        CompletableFuture<CallOutcome<AlertTransition>> unused =
            fence.run(
                "listener:" + i,
                deadline,
                () -> {
                  listener.onTransition(transition);
                  return transition;
                });
      }
    }
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (MonitorEngine engine : engines.values()) {
      if (engine instanceof Compliance compliance) {
        findings.addAll(compliance.findings());
      }
    }
    return findings;
  }
}
