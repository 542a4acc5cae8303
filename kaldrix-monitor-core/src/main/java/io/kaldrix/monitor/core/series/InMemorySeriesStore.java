package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.Aggregate;
import io.kaldrix.monitor.api.series.AggregatedSeries;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.api.series.StaleMarker;
import io.kaldrix.monitor.api.series.Tier;
import io.kaldrix.monitor.api.series.TierReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Series in bounded memory. May be shared between threads: appending takes one short lock, reading
 * takes none.
 *
 * <p>Samples lie in {@linkplain Row rows}, one for each instant. A collector fills a whole row by
 * {@link #draft} and {@link #publish}; everybody else appends by a {@link SeriesHandle} to the row
 * of that time, which is made if it is newer than all. Rows that rules no longer look at are
 * compressed; the oldest are dropped once they are older than the retention or take more than the
 * bytes allowed. A series is forgotten once it has ended and none of its samples is left.
 */
public final class InMemorySeriesStore implements SeriesReader, SeriesAppender {

  private static final Logger LOG = LoggerFactory.getLogger(InMemorySeriesStore.class);

  /** A store that can hold fewer rows than this refuses series rather than history. */
  private static final int LEAST_ROWS = 16;

  private final SeriesLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final SampleStore samples; // written under the lock
  private final @Nullable TierStore tiers; // written under the lock
  private final SlotAllocator slots = new SlotAllocator(); // used under the lock
  private final Consumer<SeriesEntry> slotTaker = this::takeSlotBack; // made once, not each tick
  private final SeriesIndex index = new SeriesIndex();
  private volatile @Nullable SeriesEntry[] bySlot = new SeriesEntry[64];
  private volatile Runnable rowListener = () -> {};
  private final Map<String, MetricMetadata> metadata = new ConcurrentHashMap<>();
  private final StoreFigures figures = new StoreFigures();
  private HeadLog[] followers = new HeadLog[0]; // read and replaced under the lock

  /** Creates an empty store without coarse aggregates. */
  public InMemorySeriesStore(SeriesLimits limits) {
    this(limits, Optional.empty());
  }

  /**
   * Creates an empty store.
   *
   * @param tierLimits how long coarse aggregates are kept, absent if there are to be none
   */
  public InMemorySeriesStore(SeriesLimits limits, Optional<TierLimits> tierLimits) {
    this.limits = limits;
    this.tiers = tierLimits.map(TierStore::new).orElse(null);
    this.samples = new SampleStore(limits, tiers == null ? null : this::feedTiers);
  }

  private void feedTiers(int slot, long[] timestampsMillis, double[] values, int count) {
    SeriesEntry entry = bySlot[slot];
    if (tiers != null && entry != null) {
      tiers.feed(entry.labels(), slot, timestampsMillis, values, count);
    }
  }

  /**
   * Returns the reader of coarse aggregates; without aggregates that are kept it reads those of the
   * samples that are.
   */
  public TierReader tiers() {
    return this::selectTier;
  }

  private List<AggregatedSeries> selectTier(
      List<Matcher> matchers, Instant from, Instant to, Tier tier) {
    List<AggregatedSeries> selected =
        tiers == null
            ? new ArrayList<>()
            : tiers.select(matchers, from, to, tier, this::samplesAfter);
    long length = tier.length().toMillis();
    long fromMillis = Math.floorDiv(from.toEpochMilli(), length) * length;
    for (SeriesEntry entry : index.select(CompiledMatchers.of(matchers))) {
      if (tiers == null || !tiers.has(entry.labels())) { // none has left the head yet
        List<Aggregate> aggregates = new ArrayList<>();
        TierStore.add(
            samplesAfter(entry.labels(), Long.MIN_VALUE),
            fromMillis,
            to.toEpochMilli(),
            tier,
            aggregates);
        if (!aggregates.isEmpty()) {
          selected.add(new AggregatedSeries(entry.labels(), aggregates));
        }
      }
    }
    selected.sort(Comparator.comparing(AggregatedSeries::labels));
    return selected;
  }

  private Samples samplesAfter(Labels labels, long timestampMillis) {
    SeriesEntry entry = index.find(labels);
    long from = timestampMillis == Long.MIN_VALUE ? timestampMillis : timestampMillis + 1;
    Samples found =
        entry == null ? Samples.NONE : samples.read(from, Long.MAX_VALUE - 1).samples(entry.slot());
    return entry == null || entry.isForgotten() ? Samples.NONE : found;
  }

  @Nullable TierStore tierStore() {
    return tiers;
  }

  /** Returns the counts of what the store holds and what it has refused. */
  public StoreFigures figures() {
    return figures;
  }

  @Override
  public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
    return selectStarted(matchers, from, to).stream().map(StartedSeries::series).toList();
  }

  /** Does what {@link #select} does, and tells when the counting of counters began. */
  public List<StartedSeries> selectStarted(List<Matcher> matchers, Instant from, Instant to) {
    List<StartedSeries> selected = new ArrayList<>();
    SampleStore.Reading reading = samples.read(from.toEpochMilli(), to.toEpochMilli());
    for (SeriesEntry entry : index.select(CompiledMatchers.of(matchers))) {
      Samples found = reading.samples(entry.slot());
      if (!found.isEmpty() && !entry.isForgotten()) {
        selected.add(new StartedSeries(new Series(entry.labels(), found), entry.starts()));
      }
    }
    return selected;
  }

  /** Says which row is the first that is yet to be written to disk. */
  void awaitJournal(long row) {
    samples.awaitReaderOf(row);
  }

  RowRing rows() {
    return samples.rows();
  }

  long newestMillis() {
    return samples.newestMillis();
  }

  long retentionMillis() {
    return samples.retentionMillis();
  }

  /** Returns a number above that of every slot in use. */
  int endOfSlots() {
    return bySlot.length;
  }

  /**
   * Returns the series of a slot; of a slot that has a sample in a row that is kept, its series.
   */
  @Nullable SeriesEntry entry(int slot) {
    return bySlot[slot];
  }

  /** Calls {@code listener}, which must not wait, after each new row, and no other from then on. */
  void tellOfRows(Runnable listener) {
    rowListener = listener;
  }

  /**
   * Returns which metrics have the most series. Looks at every series of those metrics.
   *
   * @param mostMetrics how many metrics are reported at most
   */
  public CardinalityReport cardinality(int mostMetrics) {
    return new CardinalityReport(
        figures.series(),
        limits.maxSeriesPerMetric(),
        Cardinality.largest(index, figures, mostMetrics));
  }

  /** Returns the memory that coarse aggregates take. */
  public long tierBytes() {
    return tiers == null ? 0 : tiers.bytes();
  }

  /** Returns about how much memory labels and their look-up take. */
  public long indexBytes() {
    lock.lock();
    try {
      return index.bytes();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns a number that changes whenever a series is added or forgotten, so that who has found
   * series by matchers knows when to look again.
   */
  public long epoch() {
    return index.epoch();
  }

  /** Returns the same for the series of one metric, 0 if there is none. */
  public long epoch(String metricName) {
    return index.epoch(metricName);
  }

  /**
   * Keeps rows uncompressed for so long, whatever the limits say; the bytes allowed remain a bound.
   */
  void keepRowsFor(Duration window) {
    lock.lock();
    try {
      samples.keepRowsFor(window.toMillis());
    } finally {
      lock.unlock();
    }
  }

  /** Returns the rows for one who follows them; to be closed when nobody does any more. */
  public SeriesHead head() {
    lock.lock();
    try {
      HeadLog log = new HeadLog();
      followers = Arrays.copyOf(followers, followers.length + 1);
      followers[followers.length - 1] = log;
      return new SeriesHead(this, samples, log);
    } finally {
      lock.unlock();
    }
  }

  void forget(HeadLog log) {
    lock.lock();
    try {
      followers = Arrays.stream(followers).filter(other -> other != log).toArray(HeadLog[]::new);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the series that the matchers accept, in order of labels. */
  List<SeriesEntry> find(List<Matcher> matchers) {
    return index.select(CompiledMatchers.of(matchers));
  }

  @Override
  public MetricMetadata metadata(String metricName) {
    return metadata.getOrDefault(metricName, MetricMetadata.UNKNOWN);
  }

  @Override
  public void describe(String metricName, MetricMetadata description) {
    metadata.put(metricName, description);
  }

  @Override
  public SeriesHandle open(Labels labels) {
    return new Handle(labels);
  }

  /**
   * Returns the slot of a series in every row, a new one if the series is new. The slot is the
   * caller's until it calls {@link #release}.
   *
   * @return the slot, or 0 if a limit is reached; what is written there is never read, and the
   *     refusal is counted
   */
  public int acquire(Labels labels) {
    return acquire(labels, SeriesStarts.UNKNOWN);
  }

  /**
   * Does what {@link #acquire(Labels)} does for a counter of which it is known when it was zero.
   *
   * @param startMillis when that was, in milliseconds since the Unix epoch, or {@link
   *     SeriesStarts#UNKNOWN}
   */
  public int acquire(Labels labels, long startMillis) {
    lock.lock();
    try {
      SeriesEntry entry = index.find(labels);
      if (entry == null) {
        entry = add(labels);
      }
      if (entry == null) {
        return SlotAllocator.NOBODYS;
      }
      entry.hold();
      if (startMillis != SeriesStarts.UNKNOWN) {
        entry.start(startMillis, samples.oldestMillis());
        for (HeadLog follower : followers) {
          follower.started(entry.labels(), entry.slot());
        }
      }
      return entry.slot();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable SeriesEntry add(Labels labels) {
    String metric = labels.metricName();
    if (index.countOf(metric) >= limits.maxSeriesPerMetric()) {
      return refuse(
          labels,
          "has "
              + limits.maxSeriesPerMetric()
              + " series; further ones are not stored (series.max-series-per-metric)");
    }
    if (8L * LEAST_ROWS * (slots.size() + 1) > limits.maxBytes()) {
      return refuse(labels, "meets a full store; further series are not stored (series.max-bytes)");
    }
    SeriesEntry entry = index.add(labels, slots.take());
    if (entry.slot() >= bySlot.length) {
      bySlot = Arrays.copyOf(bySlot, 2 * entry.slot());
    }
    bySlot[entry.slot()] = entry; // before the first row that has a sample of it
    for (HeadLog follower : followers) {
      follower.added(entry.labels(), entry.slot());
    }
    figures.seriesCount(slots.size());
    return entry;
  }

  private @Nullable SeriesEntry refuse(Labels labels, String why) {
    if (figures.refuseSeries(labels)) {
      LOG.warn(
          "metric {} {}; {}", labels.metricName(), why, Cardinality.of(index, figures, labels));
    }
    return null;
  }

  /** Gives a slot back: nothing more will be appended to its series by who acquired it. */
  public void release(Labels labels) {
    lock.lock();
    try {
      SeriesEntry entry = index.find(labels);
      if (entry != null && entry.letGo()) {
        index.retire(entry, samples.newestMillis());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns a row with a place for every series known now, to be filled by one thread. */
  public Row draft() {
    lock.lock();
    try {
      return samples.rows().draft(slots.roomyWidth());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Makes a draft visible as the samples of one instant. The draft is the store's from here on.
   *
   * @return false if the store has samples of that time or later: then the draft is dropped and
   *     counted
   */
  public boolean publish(Row draft, long timestampMillis) {
    lock.lock();
    try {
      if (timestampMillis <= samples.newestMillis()) {
        samples.rows().giveBack(draft);
        figures.dropSamples(StoreFigures.Reason.OUT_OF_ORDER);
        return false;
      }
      add(draft, timestampMillis);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void add(Row row, long timestampMillis) {
    samples.append(row, timestampMillis, slots.end());
    index.forgetRetiredBefore(samples.oldestMillis(), slotTaker);
    if (tiers != null) {
      tiers.prune();
    }
    figures.stored(slots.size(), samples.bytes(), samples.historyBytes());
    rowListener.run();
  }

  private boolean append(Labels labels, int slot, long timestampMillis, double value) {
    lock.lock();
    try {
      if (timestampMillis > samples.newestMillis()) {
        add(samples.rows().draft(slots.roomyWidth()), timestampMillis);
      }
      Row row = samples.rowAt(timestampMillis);
      if (row == null) {
        figures.dropSamples(
            samples.isPast(timestampMillis)
                ? StoreFigures.Reason.TOO_OLD
                : StoreFigures.Reason.OUT_OF_ORDER);
        return false;
      }
      if (isOutOfOrder(slot, row)) {
        figures.dropSamples(StoreFigures.Reason.OUT_OF_ORDER);
        return false;
      }
      return set(row, labels, slot, value);
    } finally {
      lock.unlock();
    }
  }

  private boolean isOutOfOrder(int slot, Row row) {
    long behindMillis = samples.newestMillis() - row.timestampMillis();
    return behindMillis > limits.outOfOrderWindow().toMillis() && samples.hasLater(slot, row);
  }

  private boolean set(Row row, Labels labels, int slot, double value) {
    int widthBefore = row.width();
    boolean stored = row.setIfAbsent(slot, value, slots.roomyWidth());
    samples.rows().widened(row, widthBefore);
    if (!stored && limits.duplicates() == SeriesLimits.Duplicates.KEEP_LAST) {
      row.replace(slot, value);
      for (HeadLog follower : followers) {
        follower.replaced(labels, slot, row.sequence());
      }
      return true;
    }
    if (!stored) {
      figures.dropSamples(StoreFigures.Reason.DUPLICATE);
      return false;
    }
    for (HeadLog follower : followers) {
      follower.written(labels, slot, row.sequence());
    }
    return true;
  }

  private void takeSlotBack(SeriesEntry forgotten) {
    slots.giveBack(forgotten.slot());
    bySlot[forgotten.slot()] = null;
    for (HeadLog follower : followers) {
      follower.forgotten(forgotten.labels(), forgotten.slot());
    }
  }

  /** Holds a slot while its series goes on; a stale marker lets it go, a later sample takes it. */
  private final class Handle implements SeriesHandle {
    private final Labels labels;
    private int slot = SlotAllocator.NOBODYS;

    Handle(Labels labels) {
      this.labels = labels;
    }

    @Override
    public Labels labels() {
      return labels;
    }

    @Override
    public boolean append(long timestampMillis, double value) {
      if (slot == SlotAllocator.NOBODYS) {
        slot = acquire(labels);
        if (slot == SlotAllocator.NOBODYS) {
          figures.dropSamples(StoreFigures.Reason.LIMIT);
          return false;
        }
      }
      boolean stored = InMemorySeriesStore.this.append(labels, slot, timestampMillis, value);
      if (StaleMarker.is(value)) {
        slot = SlotAllocator.NOBODYS;
        release(labels);
      }
      return stored;
    }
  }
}
