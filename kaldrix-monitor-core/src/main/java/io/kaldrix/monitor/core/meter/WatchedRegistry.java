package io.kaldrix.monitor.core.meter;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A registry that the host handed over, and the registry in which its meters are read: itself, or
 * one member of a composite. Reading a member costs the host nothing, where a member more would
 * cost it time at each record; only a composite without any member that keeps totals is given one.
 * For one thread.
 */
final class WatchedRegistry {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedRegistry.class);

  private final MeterRegistry registry;
  private final @Nullable CompositeMeterRegistry composite;
  private final Set<Meter> known = Collections.newSetFromMap(new IdentityHashMap<>());
  private final RegistryFollower.Gain gained;
  private final Consumer<Meter> lost;
  private @Nullable SimpleMeterRegistry ours;
  private MeterRegistry source;
  private RegistryFollower follower;

  /**
   * Begins to watch a registry.
   *
   * @param gained receives each meter that is to be read from then on
   * @param lost receives each such meter once it is gone
   * @throws IllegalArgumentException if it keeps only the last step of each meter and no totals
   */
  WatchedRegistry(MeterRegistry registry, RegistryFollower.Gain gained, Consumer<Meter> lost) {
    if (registry instanceof StepMeterRegistry) {
      throw new IllegalArgumentException(
          "meter registry "
              + registry.getClass().getSimpleName()
              + " keeps only the last step of each meter; hand over one that keeps totals, such as"
              + " SimpleMeterRegistry or PrometheusMeterRegistry, or a composite with one");
    }
    this.registry = registry;
    this.gained =
        (meter, isNew) -> {
          if (known.add(meter)) {
            gained.gain(meter, isNew);
          }
        };
    this.lost =
        meter -> {
          if (known.remove(meter)) {
            lost.accept(meter);
          }
        };
    this.composite = registry instanceof CompositeMeterRegistry both ? both : null;
    this.source = composite == null ? registry : sourceOf(composite);
    this.follower = RegistryFollower.follow(source);
  }

  boolean watches(MeterRegistry other) {
    return registry == other;
  }

  /** Tells what has changed since the last tick. */
  void update() {
    if (composite != null && !stillBest(composite)) {
      MeterRegistry best = sourceOf(composite);
      if (best != source) {
        follower.leave();
        List.copyOf(known).forEach(lost);
        source = best;
        follower = RegistryFollower.follow(best);
      }
    }
    follower.drain(gained, lost);
  }

  private boolean stillBest(CompositeMeterRegistry registries) {
    Set<MeterRegistry> members = registries.getRegistries();
    return members.contains(source) && (source != ours || members.size() == 1);
  }

  private MeterRegistry sourceOf(CompositeMeterRegistry registries) {
    List<MeterRegistry> members = new ArrayList<>();
    addMembers(registries, members);
    members.remove(ours);
    for (MeterRegistry member : members) {
      if (keepsTotals(member) && !(member instanceof SimpleMeterRegistry)) {
        return withoutOurs(registries, member); // its buckets are totals as well
      }
    }
    for (MeterRegistry member : members) {
      if (keepsTotals(member)) {
        return withoutOurs(registries, member);
      }
    }
    if (ours == null) {
      ours = new SimpleMeterRegistry();
      registries.add(ours);
      LOG.info(
          "composite meter registry has no member that keeps totals{}; one was added",
          members.isEmpty() ? "" : " (step registries keep the last step only)");
    }
    return ours;
  }

  private MeterRegistry withoutOurs(CompositeMeterRegistry registries, MeterRegistry member) {
    if (ours != null) {
      registries.remove(ours);
      ours = null;
    }
    return member;
  }

  private static void addMembers(CompositeMeterRegistry registries, List<MeterRegistry> members) {
    for (MeterRegistry member : registries.getRegistries()) {
      if (member instanceof CompositeMeterRegistry nested) {
        addMembers(nested, members);
      } else {
        members.add(member);
      }
    }
  }

  private static boolean keepsTotals(MeterRegistry registry) {
    return !(registry instanceof StepMeterRegistry);
  }

  void leave() {
    follower.leave();
    if (composite != null && ours != null) {
      composite.remove(ours);
    }
  }
}
