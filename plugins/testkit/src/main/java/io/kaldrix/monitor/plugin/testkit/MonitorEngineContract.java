package io.kaldrix.monitor.plugin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.kaldrix.monitor.api.engine.MonitorEngine;
import io.kaldrix.monitor.api.engine.MonitorEngineProvider;
import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.plugin.Plugin;
import io.kaldrix.monitor.api.plugin.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every engine promises. Implement it in a test class. The kit drives the engine over an
 * {@link InMemoryEngineContext}, in which {@code requests_total} and {@code queue_size} are series
 * and one alert fires and resolves by turns.
 */
public interface MonitorEngineContract extends PluginContract<MonitorEngineProvider> {

  /** Returns plugins that work, for the engine to find. */
  default List<Plugin> plugins() {
    return List.of();
  }

  /** Returns plugins that throw when they are asked to work; none if the engine uses no plugins. */
  default List<Plugin> faultyPlugins() {
    return List.of();
  }

  /** Returns the time between ticks. */
  default Duration tickInterval() {
    return Duration.ofSeconds(10);
  }

  /** Returns a number that grows as the engine does its work. */
  default long workDone(InMemoryEngineContext context) {
    return context.traces();
  }

  /** Returns how long the kit waits before it calls something hung. */
  default Duration patience() {
    return Duration.ofSeconds(5);
  }

  @Override
  default MonitorEngine create(Settings settings) {
    return provider().create(settings, context(plugins()));
  }

  @Test
  default void worksTickAfterTick() {
    InMemoryEngineContext context = context(plugins());
    try (MonitorEngine engine = engine(context)) {
      tick(engine, context, 0, 100);
      long before = workDone(context);
      tick(engine, context, 100, 200);
      assertThat(workDone(context)).as("work done").isGreaterThan(before);
    }
  }

  @Test
  default void goesByTheClockItIsGiven() {
    InMemoryEngineContext first = context(plugins());
    InMemoryEngineContext second = context(plugins());
    for (InMemoryEngineContext context : List.of(first, second)) {
      try (MonitorEngine engine = engine(context)) {
        tick(engine, context, 0, 100);
      }
    }
    assertThat(second.series().all()).isEqualTo(first.series().all());
    assertThat(second.audit().latest(1_000)).isEqualTo(first.audit().latest(1_000));
  }

  @Test
  default void aPluginThatThrowsStopsNothing() {
    assumeFalse(faultyPlugins().isEmpty(), "the engine uses no plugins");
    List<Plugin> all = new ArrayList<>(faultyPlugins());
    all.addAll(plugins());
    InMemoryEngineContext context = context(all);
    try (MonitorEngine engine = engine(context)) {
      assertThatCode(() -> tick(engine, context, 0, 100)).doesNotThrowAnyException();
      long before = workDone(context);
      assertThatCode(() -> tick(engine, context, 100, 200)).doesNotThrowAnyException();
      assertThat(workDone(context)).as("work done").isGreaterThan(before);
    }
  }

  @Test
  default void canBeClosedBeforeTheFirstTick() {
    MonitorEngine engine = engine(context(plugins()));
    assertThatCode(engine::close).doesNotThrowAnyException();
  }

  @Test
  default void closingTwiceIsClosingOnce() {
    InMemoryEngineContext context = context(plugins());
    MonitorEngine engine = engine(context);
    tick(engine, context, 0, 10);
    engine.close();
    assertThatCode(engine::close).doesNotThrowAnyException();
  }

  @Test
  default void leavesNoThreadBehind() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    InMemoryEngineContext context = context(plugins());
    try (MonitorEngine engine = engine(context)) {
      tick(engine, context, 0, 10);
    }
    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    for (Thread thread : left) {
      if (!isOfThePlatform(thread)) {
        thread.join(patience().toMillis());
        assertThat(thread.isAlive()).as("%s is alive", thread).isFalse();
      }
    }
  }

  /** Returns whether it is one that the platform starts when first needed, and keeps. */
  private static boolean isOfThePlatform(Thread thread) {
    return List.of("ForkJoinPool.commonPool", "CompletableFutureDelayScheduler", "Common-Cleaner")
        .stream()
        .anyMatch(thread.getName()::startsWith);
  }

  private InMemoryEngineContext context(List<Plugin> found) {
    return new InMemoryEngineContext(Examples.START, tickInterval(), found);
  }

  private MonitorEngine engine(InMemoryEngineContext context) {
    return provider().create(Settings.of(settings()), context);
  }

  private void tick(MonitorEngine engine, InMemoryEngineContext context, int from, int to) {
    for (int tick = from; tick < to; tick++) {
      Instant now = Examples.START.plus(tickInterval().multipliedBy(tick));
      context.clock().set(now);
      context.series().append(Labels.of("__name__", "requests_total"), now, tick * 10);
      context.series().append(Labels.of("__name__", "queue_size"), now, tick % 7);
      engine.detect(now);
      engine.react(now, List.of(Examples.transition(tick, now)));
    }
  }
}
