package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.api.label.Matcher;
import io.kaldrix.monitor.api.series.MetricMetadata;
import io.kaldrix.monitor.api.series.Samples;
import io.kaldrix.monitor.api.series.Series;
import io.kaldrix.monitor.api.series.SeriesAppender;
import io.kaldrix.monitor.api.series.SeriesHandle;
import io.kaldrix.monitor.api.series.SeriesReader;
import io.kaldrix.monitor.api.series.StaleMarker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Series in bounded memory. May be shared between threads: appending takes one short lock, reading
 * takes none.
 *
 * <p>Samples lie in {@linkplain Row rows}, one for each instant. A collector fills a whole row by
 * {@link #draft} and {@link #publish}; everybody else appends by a {@link SeriesHandle} to the row
 * of that time, which is made if it is newer than all. Rows are dropped, oldest first, once they
 * are older than the retention or take more than the bytes allowed; a series is forgotten once it
 * has ended and none of its samples is left.
 */
public final class InMemorySeriesStore implements SeriesReader, SeriesAppender {

  private static final Logger LOG = LoggerFactory.getLogger(InMemorySeriesStore.class);

  /** A store that can hold fewer rows than this refuses series rather than history. */
  private static final int LEAST_ROWS = 16;

  private final SeriesLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final RowRing rows = new RowRing(); // written under the lock
  private final SlotAllocator slots = new SlotAllocator(); // used under the lock
  private final Consumer<SeriesEntry> slotTaker = this::takeSlotBack; // made once, not each tick
  private final SeriesIndex index = new SeriesIndex();
  private final Map<String, MetricMetadata> metadata = new ConcurrentHashMap<>();
  private final StoreFigures figures = new StoreFigures();
  private HeadLog[] followers = new HeadLog[0]; // read and replaced under the lock
  private volatile long keptMillis;

  /** Creates an empty store. */
  public InMemorySeriesStore(SeriesLimits limits) {
    this.limits = limits;
    this.keptMillis = limits.retention().toMillis();
  }

  /** Returns the counts of what the store holds and what it has refused. */
  public StoreFigures figures() {
    return figures;
  }

  @Override
  public List<Series> select(List<Matcher> matchers, Instant from, Instant to) {
    List<Series> selected = new ArrayList<>();
    for (SeriesEntry entry : index.select(CompiledMatchers.of(matchers))) {
      Samples samples = read(entry.slot(), from.toEpochMilli(), to.toEpochMilli());
      if (!samples.isEmpty()) {
        selected.add(new Series(entry.labels(), samples));
      }
    }
    selected.sort(Comparator.comparing(Series::labels));
    return selected;
  }

  private Samples read(int slot, long fromMillis, long toMillis) {
    Samples.Builder samples = new Samples.Builder(16);
    rows.read(slot, fromMillis, toMillis, samples::add);
    return samples.build();
  }

  /** Returns the rows for one who follows them; to be closed when nobody does any more. */
  public SeriesHead head() {
    lock.lock();
    try {
      HeadLog log = new HeadLog();
      followers = Arrays.copyOf(followers, followers.length + 1);
      followers[followers.length - 1] = log;
      return new SeriesHead(this, rows, log);
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

  void keepRowsFor(Duration window) {
    keptMillis = Math.max(keptMillis, window.toMillis());
  }

  /** Hands over each series that the matchers accept, with its slot. */
  void find(List<Matcher> matchers, ObjIntConsumer<Labels> found) {
    index
        .select(CompiledMatchers.of(matchers))
        .forEach(entry -> found.accept(entry.labels(), entry.slot()));
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
    lock.lock();
    try {
      SeriesEntry known = index.find(labels);
      if (known != null) {
        known.hold();
        return known.slot();
      }
      String metric = labels.metricName();
      if (index.countOf(metric) >= limits.maxSeriesPerMetric()) {
        return refuse(
            metric,
            "has "
                + limits.maxSeriesPerMetric()
                + " series; further ones are not stored (series.max-series-per-metric)");
      }
      if (8L * LEAST_ROWS * (slots.size() + 1) > limits.maxBytes()) {
        return refuse(
            metric, "meets a full store; further series are not stored (series.max-bytes)");
      }
      SeriesEntry entry = new SeriesEntry(labels, slots.take());
      entry.hold();
      index.add(entry);
      for (HeadLog follower : followers) {
        follower.added(labels, entry.slot());
      }
      figures.seriesCount(slots.size());
      return entry.slot();
    } finally {
      lock.unlock();
    }
  }

  private int refuse(String metric, String why) {
    if (figures.refuseSeries(metric)) {
      LOG.warn("metric {} {}", metric, why);
    }
    return SlotAllocator.NOBODYS;
  }

  /** Gives a slot back: nothing more will be appended to its series by who acquired it. */
  public void release(Labels labels) {
    lock.lock();
    try {
      SeriesEntry entry = index.find(labels);
      if (entry != null && entry.letGo()) {
        index.retire(entry, rows.newestMillis());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Returns a row with a place for every series known now, to be filled by one thread. */
  public Row draft() {
    lock.lock();
    try {
      return rows.draft(slots.roomyWidth());
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
      if (timestampMillis <= rows.newestMillis()) {
        rows.giveBack(draft);
        figures.dropSamples(StoreFigures.Reason.OUT_OF_ORDER);
        return false;
      }
      rows.append(draft, timestampMillis);
      prune(timestampMillis);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean append(Labels labels, int slot, long timestampMillis, double value) {
    lock.lock();
    try {
      Row row;
      if (timestampMillis > rows.newestMillis()) {
        row = rows.draft(slots.roomyWidth());
        rows.append(row, timestampMillis);
        prune(timestampMillis);
      } else {
        row = rows.at(timestampMillis);
      }
      if (row == null) {
        figures.dropSamples(StoreFigures.Reason.OUT_OF_ORDER);
        return false;
      }
      int widthBefore = row.width();
      boolean stored = row.setIfAbsent(slot, value, slots.roomyWidth());
      rows.widened(row, widthBefore);
      if (!stored) {
        figures.dropSamples(StoreFigures.Reason.DUPLICATE);
      }
      for (HeadLog follower : followers) {
        follower.written(labels, slot, row.sequence());
      }
      return stored;
    } finally {
      lock.unlock();
    }
  }

  private void prune(long nowMillis) {
    long oldestKept = nowMillis - keptMillis;
    while (rows.size() > 1
        && (rows.oldestMillis() < oldestKept || rows.bytes() > limits.maxBytes())) {
      rows.dropOldest();
    }
    index.forgetRetiredBefore(rows.oldestMillis(), slotTaker);
    figures.stored(slots.size(), rows.bytes());
  }

  private void takeSlotBack(SeriesEntry forgotten) {
    slots.giveBack(forgotten.slot());
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
