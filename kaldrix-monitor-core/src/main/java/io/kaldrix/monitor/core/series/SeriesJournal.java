package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.series.Tier;
import io.kaldrix.monitor.core.series.disk.SegmentDirectory;
import io.kaldrix.monitor.core.series.disk.SegmentWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the rows of a store into files of a directory, and reads them into the store of the next
 * process. May be shared between threads.
 *
 * <p>A thread of its own reads the rows out of the store's head as any reader does, so that nobody
 * who appends waits for a disk. A row is written once the next one has begun: after a crash the
 * samples of the last instant are missing. Should the disk be so slow that a row leaves the head
 * before it is written, the row is counted as lost, and the first time it is said.
 *
 * <p>A file can be read without those before it. Files whose samples are older than the retention
 * are deleted, and the oldest ones if all take more than the bytes allowed.
 */
public final class SeriesJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SeriesJournal.class);

  private static final String TIERS = "tiers.snapshot";
  private static final long LEAST_SEGMENT_BYTES = 1 << 20;
  private static final long FORCE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long CLOSE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private record Segment(Path path, long newestMillis, long bytes) {}

  private final InMemorySeriesStore store;
  private final SegmentDirectory directory;
  private final long maxBytes;
  private final RestoredSeries restored;
  private List<String> tierProblems = List.of();
  private final Deque<Segment> full = new ArrayDeque<>();
  private final Thread thread;
  private final AtomicLong rowsLost = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile long bytes;
  private volatile boolean closing;

  // what follows is the thread's
  private @Nullable SegmentWriter writer;
  private Path path = Path.of("");
  private @Nullable SeriesEntry[] written = new SeriesEntry[64]; // by slot, in this file
  private long[] starts = new long[64]; // by slot, in this file
  private long nextRow;
  private long newestMillis = Long.MIN_VALUE;
  private long forcedNanos;
  private long tiersWrittenMillis = Long.MIN_VALUE;
  private long tierBytes;
  private boolean failing;

  private SeriesJournal(
      InMemorySeriesStore store, SegmentDirectory directory, long maxBytes, Instant now)
      throws IOException {
    this.store = store;
    this.directory = directory;
    this.maxBytes = maxBytes;
    TierStore tiers = store.tierStore();
    if (tiers != null) {
      tierProblems = TierSnapshot.read(tiers, directory.resolve(TIERS));
    }
    this.restored =
        RestoredSeries.read(
            store,
            directory.segments(),
            now,
            (file, newest) -> full.add(new Segment(file, newest, Files.size(file))));
    this.nextRow = store.rows().end();
    this.thread = new Thread(this::run, "kaldrix-series-journal");
    thread.setDaemon(true);
  }

  /**
   * Reads what a directory holds into a store, and writes to it from then on what the store gets.
   *
   * @param store one that is empty yet
   * @param maxBytes how much the directory may take; a file more than that, if there are so many
   *     series that one file exceeds it
   * @param now the time; later rows are not read, since the store would take none before them
   * @throws IOException if the directory cannot be read or is open already
   */
  public static SeriesJournal open(
      InMemorySeriesStore store, Path directory, long maxBytes, Instant now) throws IOException {
    SegmentDirectory opened = new SegmentDirectory(directory);
    try {
      SeriesJournal journal = new SeriesJournal(store, opened, maxBytes, now);
      journal.begin();
      return journal;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void begin() {
    LOG.info("{} from {}", restored, directory);
    tierProblems.forEach(problem -> LOG.warn("{}", problem));
    restored.problems().forEach(problem -> LOG.warn("{}", problem));
    store.awaitJournal(nextRow);
    thread.start();
    store.tellOfRows(() -> LockSupport.unpark(thread));
  }

  /** Returns what was found when the journal was opened. */
  public RestoredSeries restored() {
    return restored;
  }

  /** Returns what was wrong with the aggregates when the journal was opened. */
  public List<String> tierProblems() {
    return tierProblems;
  }

  /** Returns how many rows left the head before they were written. */
  public long rowsLost() {
    return rowsLost.get();
  }

  /** Returns how often the disk failed. */
  public long failures() {
    return failures.get();
  }

  /** Returns how much the files take. */
  public long bytes() {
    return bytes;
  }

  private void run() {
    while (!closing) {
      writeRowsBefore(store.rows().end() - 1);
      LockSupport.park(this);
    }
    writeRowsBefore(store.rows().end());
    closeSegment();
    writeTiers(true);
    store.awaitJournal(Long.MAX_VALUE);
  }

  private void writeRowsBefore(long endRow) {
    try {
      boolean any = nextRow < endRow;
      while (nextRow < endRow) {
        write(nextRow);
        nextRow++;
        store.awaitJournal(nextRow);
      }
      if (any) {
        forceNowAndThen();
        prune();
        writeTiers(false);
        failing = false;
      }
    } catch (IOException e) {
      failures.incrementAndGet();
      if (!failing) {
        LOG.warn("series cannot be written to {}, it is tried again: {}", directory, e.toString());
      }
      failing = true;
      closeSegment();
    }
  }

  /** Before the rows are gone from disk that the aggregates since the last time were made of. */
  private void writeTiers(boolean atTheEnd) {
    TierStore tiers = store.tierStore();
    long every = Math.min(Tier.HOUR.length().toMillis(), store.retentionMillis() / 4);
    if (tiers == null || newestMillis == Long.MIN_VALUE) {
      return;
    }
    if (tiersWrittenMillis == Long.MIN_VALUE && !atTheEnd) {
      tiersWrittenMillis = newestMillis;
    }
    if (atTheEnd || newestMillis - tiersWrittenMillis >= every) {
      try {
        tierBytes = TierSnapshot.write(tiers, directory.resolve(TIERS));
      } catch (IOException e) {
        failures.incrementAndGet();
        LOG.warn("aggregates cannot be written to {}: {}", directory, e.toString());
      }
      tiersWrittenMillis = newestMillis;
    }
  }

  private void write(long number) throws IOException {
    RowRing rows = store.rows();
    rows.pin();
    try {
      Row row = rows.row(number);
      if (row.sequence() != number || number < rows.first()) {
        lose(number);
        return;
      }
      SegmentWriter segment = segment();
      double[] values = row.draftValues();
      int places = Math.min(values.length, store.endOfSlots());
      long timestampMillis = row.timestampMillis();
      name(values, places, segment);
      segment.row(timestampMillis, values, places, Row.ABSENT_BITS);
      newestMillis = timestampMillis;
    } finally {
      rows.unpin();
    }
  }

  private void lose(long number) {
    if (rowsLost.getAndIncrement() == 0) {
      LOG.warn("row {} of the series left memory before {} could take it", number, directory);
    }
  }

  /** Says whose the places are that have a sample, as far as the file does not say it yet. */
  private void name(double[] values, int places, SegmentWriter segment) throws IOException {
    if (written.length < places) {
      written = Arrays.copyOf(written, Math.max(places, 2 * written.length));
      starts = Arrays.copyOf(starts, written.length);
    }
    for (int slot = SlotAllocator.NOBODYS + 1; slot < places; slot++) {
      if (Row.isAbsent(values[slot])) {
        continue;
      }
      SeriesEntry entry = store.entry(slot);
      if (entry == null) {
        continue;
      }
      if (written[slot] != entry) {
        segment.series(slot, entry.labels());
        written[slot] = entry;
        starts[slot] = SeriesStarts.UNKNOWN;
      }
      long start = entry.starts().latest();
      if (start != starts[slot]) {
        segment.start(slot, start);
        starts[slot] = start;
      }
    }
  }

  private SegmentWriter segment() throws IOException {
    SegmentWriter current = writer;
    if (current != null && isFull(current)) {
      closeSegment();
      current = null;
    }
    if (current == null) {
      path = directory.next();
      current = directory.create(path);
      writer = current;
    }
    return current;
  }

  /** Names of series are to be a small part of a file, and one file of all that is kept. */
  private boolean isFull(SegmentWriter segment) {
    long names = segment.bytesOfSeries();
    return segment.bytes() > Math.max(LEAST_SEGMENT_BYTES, 5 * names)
        || segment.bytes() > Math.max(maxBytes / 4, 2 * names);
  }

  private void closeSegment() {
    SegmentWriter current = writer;
    if (current == null) {
      return;
    }
    writer = null;
    Arrays.fill(written, null);
    full.add(new Segment(path, newestMillis, current.bytes()));
    try (current) {
      current.force();
    } catch (IOException e) {
      failures.incrementAndGet();
      LOG.warn("{} may not be whole: {}", path, e.toString());
    }
  }

  private void forceNowAndThen() throws IOException {
    long nanos = System.nanoTime();
    if (writer != null && nanos - forcedNanos >= FORCE_NANOS) {
      writer.force();
      forcedNanos = nanos;
    }
  }

  private void prune() throws IOException {
    long sum = 2 * tierBytes + (writer == null ? 0 : writer.bytes()); // one snapshot is kept
    for (Segment segment : full) {
      sum += segment.bytes();
    }
    long oldestKept = newestMillis - store.retentionMillis();
    Segment oldest = full.peek();
    while (oldest != null && (oldest.newestMillis() < oldestKept || sum > maxBytes)) {
      boolean unused = Files.deleteIfExists(oldest.path());
      full.remove();
      sum -= oldest.bytes();
      oldest = full.peek();
    }
    bytes = sum;
  }

  /** Writes what is left and leaves the directory. */
  @Override
  public void close() throws IOException {
    store.tellOfRows(() -> {});
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("writing the last series to {} does not end", directory);
    }
    directory.close();
  }
}
