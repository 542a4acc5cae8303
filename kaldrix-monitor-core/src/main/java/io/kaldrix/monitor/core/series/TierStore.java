package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.Aggregate;
import io.kaldrix.monitor.api.series.AggregatedSeries;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Tier;
import io.kaldrix.monitor.core.series.chunk.ChunkDecoder;
import io.kaldrix.monitor.core.series.chunk.ChunkEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates of all series, also of those whose samples are gone. Fed under the store's lock as
 * samples leave the head, so that it costs no pass of its own; read by any thread. What is not fed
 * yet is aggregated as it is read.
 */
final class TierStore {

  /** Steps in which the oldest aggregates are given up if all are too much: a twentieth each. */
  private static final int STEPS = 20;

  /** Reads samples that are not fed yet. */
  @FunctionalInterface
  interface RecentSamples {
    Samples after(Labels labels, long timestampMillis);
  }

  private final TierLimits limits;
  private final SeriesIndex index = new SeriesIndex();
  private final SlotAllocator places = new SlotAllocator();
  private final ChunkEncoder encoder = new ChunkEncoder();
  private volatile @Nullable TierSeries[] series = new TierSeries[64]; // by place
  private int[] placeOfSlot = new int[64];
  private final AtomicLong bytes = new AtomicLong();
  private long newestMillis = Long.MIN_VALUE;
  private long sweptMillis = Long.MIN_VALUE;
  private boolean exhausted;
  private final Map<Tier, Long> oldestMillis = new EnumMap<>(Tier.class); // about

  TierStore(TierLimits limits) {
    this.limits = limits;
  }

  /** Returns the memory that aggregates take, without the labels. */
  long bytes() {
    return bytes.get();
  }

  /** Takes samples of a slot. */
  void feed(Labels labels, int slot, long[] timestampsMillis, double[] values, int count) {
    TierSeries fed = ofSlot(labels, slot);
    long before = fed.bytes();
    fed.feed(timestampsMillis, values, count, encoder);
    long unusedSum = bytes.addAndGet(fed.bytes() - before);
    if (newestMillis == Long.MIN_VALUE) {
      for (Tier tier : Tier.values()) {
        oldestMillis.put(tier, timestampsMillis[0]);
      }
    }
    newestMillis = Math.max(newestMillis, timestampsMillis[count - 1]);
  }

  private TierSeries ofSlot(Labels labels, int slot) {
    if (slot >= placeOfSlot.length) {
      placeOfSlot = Arrays.copyOf(placeOfSlot, 2 * slot);
    }
    TierSeries known = series[placeOfSlot[slot]];
    if (known != null && known.labels().equals(labels)) { // the slot may have been another's
      return known;
    }
    SeriesEntry entry = index.find(labels);
    TierSeries found = entry == null ? null : series[entry.slot()];
    if (entry == null || found == null) {
      return add(labels, slot);
    }
    placeOfSlot[slot] = entry.slot();
    return found;
  }

  private TierSeries add(Labels labels, int slot) {
    int place = places.take();
    SeriesEntry entry = index.add(labels, place);
    TierSeries added = new TierSeries(entry.labels());
    if (place >= series.length) {
      series = Arrays.copyOf(series, 2 * place);
    }
    series[place] = added;
    long unusedSum = bytes.addAndGet(added.bytes());
    if (slot != SlotAllocator.NOBODYS) {
      placeOfSlot[slot] = place;
    }
    return added;
  }

  /** Drops what is too old or too much; looks at all series, but seldom. */
  void prune() {
    long step = Tier.HOUR.length().toMillis();
    boolean due = sweptMillis == Long.MIN_VALUE || newestMillis - step >= sweptMillis;
    if (!due && (exhausted || bytes.get() <= limits.maxBytes())) {
      return;
    }
    exhausted = false;
    sweptMillis = newestMillis;
    for (Tier tier : Tier.values()) {
      sweep(tier, newestMillis - limits.retentionMillis(tier));
    }
    for (Tier tier : Tier.values()) { // the finest first
      long span = newestMillis - oldestMillis.getOrDefault(tier, newestMillis);
      for (int kept = STEPS - 1; kept > 0 && bytes.get() > limits.maxBytes(); kept--) {
        sweep(tier, newestMillis - span / STEPS * kept);
      }
    }
    exhausted = bytes.get() > limits.maxBytes(); // by the latest aggregates of series that go on
  }

  private void sweep(Tier tier, long oldestKept) {
    if (oldestKept <= oldestMillis.getOrDefault(tier, newestMillis)) {
      return;
    }
    oldestMillis.put(tier, oldestKept);
    for (int place = 1; place < places.end(); place++) {
      TierSeries each = series[place];
      if (each != null) {
        long before = each.bytes();
        each.dropBefore(tier, oldestKept);
        long unusedSum = bytes.addAndGet(each.bytes() - before);
        if (each.isEmpty()) {
          forget(place, each);
        }
      }
    }
  }

  private void forget(int place, TierSeries gone) {
    long unusedSum = bytes.addAndGet(-gone.bytes());
    SeriesEntry entry = index.find(gone.labels());
    if (entry != null) {
      boolean unused = index.remove(entry);
    }
    series[place] = null;
    places.giveBack(place);
  }

  List<AggregatedSeries> select(
      List<Matcher> matchers, Instant from, Instant to, Tier tier, RecentSamples recent) {
    long length = tier.length().toMillis();
    long fromMillis = Math.floorDiv(from.toEpochMilli(), length) * length;
    long toMillis = to.toEpochMilli();
    ChunkDecoder decoder = new ChunkDecoder();
    List<AggregatedSeries> selected = new ArrayList<>();
    for (SeriesEntry entry : index.select(CompiledMatchers.of(matchers))) {
      TierSeries found = series[entry.slot()];
      if (found != null && found.labels().equals(entry.labels())) {
        List<Aggregate> aggregates = new ArrayList<>();
        TierSeries.State state = found.state();
        TierSeries.read(state.of(tier), fromMillis, toMillis, aggregates, decoder);
        Samples later = recent.after(entry.labels(), state.fedUntilMillis());
        add(later, fromMillis, toMillis, tier, aggregates);
        if (!aggregates.isEmpty()) {
          selected.add(new AggregatedSeries(entry.labels(), aggregates));
        }
      }
    }
    return selected;
  }

  /** Adds samples that are not fed yet to aggregates of a window. */
  static void add(
      Samples later, long fromMillis, long toMillis, Tier tier, List<Aggregate> aggregates) {
    long length = tier.length().toMillis();
    long end = (Math.floorDiv(toMillis, length) + 1) * length;
    long[] times = new long[1];
    double[] values = new double[1];
    for (int i = 0; i < later.size(); i++) {
      times[0] = later.timestampMillis(i);
      values[0] = later.value(i);
      if (times[0] >= fromMillis && times[0] < end) {
        TierSeries.add(aggregates, times, values, 0, 1, tier);
      }
    }
  }

  boolean has(Labels labels) {
    return index.find(labels) != null;
  }

  /** Takes over a series of an earlier process and returns it. */
  TierSeries restored(Labels labels) {
    return add(labels, SlotAllocator.NOBODYS);
  }

  /** Says that a series returned by {@link #restored} has all that it had. */
  void restoredWhole(TierSeries whole, long bytesBefore) {
    long unusedSum = bytes.addAndGet(whole.bytes() - bytesBefore);
    for (Tier tier : Tier.values()) {
      oldestMillis.merge(tier, whole.oldestMillis(tier), Math::min);
    }
    newestMillis = Math.max(newestMillis, whole.state().fedUntilMillis());
  }

  /** Visits every series. */
  void forEach(BiConsumer<Labels, TierSeries> visitor) {
    for (TierSeries each : series) {
      if (each != null) {
        visitor.accept(each.labels(), each);
      }
    }
  }
}
