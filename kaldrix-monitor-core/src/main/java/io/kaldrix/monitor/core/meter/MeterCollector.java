package io.kaldrix.monitor.core.meter;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.core.series.InMemorySeriesStore;
import io.kaldrix.monitor.core.series.Row;
import io.kaldrix.monitor.core.series.SeriesStarts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSupport;
import io.micrometer.core.instrument.step.StepCounter;
import io.micrometer.core.instrument.step.StepDistributionSummary;
import io.micrometer.core.instrument.step.StepTimer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every meter of the host's registries at each tick into one row of the store. What a meter
 * becomes is decided once, when it appears; a tick then only reads numbers into an array, without
 * names, look-ups or garbage (meters with buckets or quantiles excepted: Micrometer allocates their
 * snapshots). A meter that vanishes ends its series with a stale marker.
 *
 * <p>Meters that Micrometer adds by itself to stand for another's buckets and quantiles are passed
 * over, since those are read from the meter itself. If two meters would become the same series the
 * first one has it.
 *
 * <p>For one thread, apart from {@link #figures()}.
 */
public final class MeterCollector implements AutoCloseable {

  private static final Instant NEVER = Instant.EPOCH;
  private static final Logger LOG = LoggerFactory.getLogger(MeterCollector.class);

  private record Held(BoundMeter binding, Runnable removal) {}

  private final InMemorySeriesStore store;
  private final int maxMeters;
  private final MeterColumns columns;
  private final List<WatchedRegistry> registries = new ArrayList<>();
  private final IdentityHashMap<Meter, Held> held = new IdentityHashMap<>();
  private final Set<Labels> taken = new HashSet<>();
  private final List<BoundMeter> ending = new ArrayList<>();
  private final List<Meter> reshaped = new ArrayList<>();
  private final Consumer<HistogramSupport> noteReshaped = reshaped::add;
  private final CollectorFigures figures = new CollectorFigures();
  private long previousMillis = Long.MIN_VALUE;
  private long tickMillis = Long.MIN_VALUE;

  /**
   * Creates a collector that watches nothing yet.
   *
   * @param store where series go
   * @param processLabels labels that every series gets unless its meter has a tag of that name
   * @param maxMeters the most meters read, 1 or more; further ones are passed over and counted
   */
  public MeterCollector(InMemorySeriesStore store, Labels processLabels, int maxMeters) {
    if (maxMeters < 1) {
      throw new IllegalArgumentException("maxMeters is " + maxMeters + ", must be 1 or more");
    }
    this.store = store;
    this.maxMeters = maxMeters;
    this.columns = new MeterColumns(processLabels);
  }

  /**
   * Reads the meters of {@code registry} from the next tick on; a registry is watched once.
   *
   * @throws IllegalArgumentException if the registry keeps no totals
   */
  public void watch(MeterRegistry registry) {
    watch(registry, NEVER);
  }

  /**
   * Does what {@link #watch(MeterRegistry)} does at a time that is known: of counters made from
   * then to the first tick it is known that they were zero.
   *
   * @param now the time that ticks go by
   */
  public void watch(MeterRegistry registry, Instant now) {
    if (registries.stream().noneMatch(watched -> watched.watches(registry))) {
      long watchedMillis = now.toEpochMilli();
      registries.add(
          new WatchedRegistry(
              registry, (meter, isNew) -> gain(meter, start(isNew, watchedMillis)), this::lose));
    }
  }

  /** A new meter came after the tick before, or since its registry is watched. */
  private long start(boolean isNew, long watchedMillis) {
    long after = Math.max(previousMillis, watchedMillis);
    if (!isNew || after >= tickMillis || after <= 0) {
      return SeriesStarts.UNKNOWN;
    }
    return Math.min(after + 1, tickMillis - 1) > after ? after + 1 : after;
  }

  /** Returns counts of the collector's workings, which any thread may read. */
  public CollectorFigures figures() {
    return figures;
  }

  /**
   * Reads all meters into the store.
   *
   * @return whether the store took them; false if it has samples of that time or later
   */
  public boolean collect(Instant tick) {
    tickMillis = tick.toEpochMilli();
    for (int i = 0; i < registries.size(); i++) {
      registries.get(i).update();
    }
    previousMillis = tickMillis;
    for (int i = 0; i < reshaped.size(); i++) {
      lose(reshaped.get(i));
      gain(reshaped.get(i), SeriesStarts.UNKNOWN);
    }
    reshaped.clear();
    Row draft = store.draft();
    int faults = columns.read(draft, noteReshaped);
    end(draft.draftValues());
    boolean published = store.publish(draft, tick.toEpochMilli());
    forgetEnded();
    figures.collected(held.size(), faults);
    return published;
  }

  private void gain(Meter meter, long startMillis) {
    if (meter.getId().syntheticAssociation() != null) {
      return;
    }
    if (held.size() >= maxMeters) {
      if (figures.passOver()) {
        LOG.warn("{} meters are read; further ones are not (collect.max-meters)", maxMeters);
      }
      return;
    }
    if (keepsLastStepOnly(meter)) {
      if (figures.passOver()) {
        LOG.warn("meter {} keeps only its last step and no total, it is not read", meter.getId());
      }
      return;
    }
    bind(meter, columns.plan(meter), beginsAtZero(meter) ? startMillis : SeriesStarts.UNKNOWN);
  }

  /** A function counter or a meter of the host's own kind may tell of what was long before it. */
  private static boolean beginsAtZero(Meter meter) {
    return meter instanceof Counter
        || meter instanceof Timer
        || meter instanceof DistributionSummary;
  }

  private void bind(Meter meter, MeterColumns.Plan plan, long startMillis) {
    List<Labels> series = plan.shape().series();
    for (Labels labels : series) {
      if (taken.contains(labels)) {
        if (figures.passOver()) {
          LOG.warn("meter {} would be series {}, which another meter is", meter.getId(), labels);
        }
        return;
      }
    }
    taken.addAll(series);
    plan.shape().descriptions().forEach(store::describe);
    Set<Labels> totals = plan.shape().totals();
    int[] slots =
        series.stream()
            .mapToInt(
                labels ->
                    store.acquire(
                        labels, totals.contains(labels) ? startMillis : SeriesStarts.UNKNOWN))
            .toArray();
    BoundMeter binding = new BoundMeter(series, slots);
    held.put(meter, new Held(binding, plan.placement().place(binding)));
  }

  private static boolean keepsLastStepOnly(Meter meter) {
    return meter instanceof StepCounter
        || meter instanceof StepTimer
        || meter instanceof StepDistributionSummary;
  }

  private void lose(Meter meter) {
    Held lost = held.remove(meter);
    if (lost != null) {
      lost.removal().run();
      taken.removeAll(lost.binding().series());
      ending.add(lost.binding());
    }
  }

  /** Ends the series of meters that are gone, unless another meter is the same series by now. */
  private void end(double[] row) {
    for (int i = 0; i < ending.size(); i++) {
      BoundMeter binding = ending.get(i);
      for (int j = 0; j < binding.slots().length; j++) {
        if (!taken.contains(binding.series().get(j))) {
          row[binding.slots()[j]] = StaleMarker.VALUE;
        }
      }
    }
  }

  private void forgetEnded() {
    for (int i = 0; i < ending.size(); i++) {
      BoundMeter binding = ending.get(i);
      for (int j = 0; j < binding.slots().length; j++) {
        store.release(binding.series().get(j));
      }
    }
    ending.clear();
  }

  /** Leaves the registries; reads nothing any more. */
  @Override
  public void close() {
    registries.forEach(WatchedRegistry::leave);
    registries.clear();
  }
}
