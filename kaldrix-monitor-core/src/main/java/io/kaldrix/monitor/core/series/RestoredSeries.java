package io.kaldrix.monitor.core.series;

import io.kaldrix.monitor.api.label.Labels;
import io.kaldrix.monitor.core.series.disk.SegmentReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was read from the files of an earlier process.
 *
 * @param rows how many instants
 * @param samples how many samples
 * @param later how many instants were left out since they are later than now
 * @param problems what was wrong, and where
 */
public record RestoredSeries(long rows, long samples, long later, List<String> problems) {

  /** Creates an account. */
  public RestoredSeries {
    problems = List.copyOf(problems);
  }

  /** Takes each file and the time of its newest row. */
  @FunctionalInterface
  interface FileVisitor {
    void visit(Path file, long newestMillis) throws IOException;
  }

  static RestoredSeries read(
      InMemorySeriesStore store, List<Path> files, Instant now, FileVisitor visitor)
      throws IOException {
    Restoring restoring = new Restoring(store, now.toEpochMilli());
    SegmentReader reader = new SegmentReader(restoring);
    List<String> problems = new ArrayList<>();
    for (Path file : files) {
      restoring.beginFile();
      SegmentReader.End end = reader.read(file);
      if (!end.problem().isEmpty()) {
        problems.add(
            "series file "
                + file
                + " "
                + end.problem()
                + "; read up to byte "
                + end.wholeBytes()
                + " of "
                + end.bytes());
      }
      visitor.visit(file, restoring.newestOfFile);
    }
    restoring.letGo();
    if (restoring.later > 0) {
      problems.add(
          restoring.later + " rows of series are later than " + now + ", they were left out");
    }
    return new RestoredSeries(restoring.rows, restoring.samples, restoring.later, problems);
  }

  @Override
  public String toString() {
    return "restored " + samples + " samples of " + rows + " instants";
  }

  private static final class Restoring implements SegmentReader.Visitor {
    private final InMemorySeriesStore store;
    private final long nowMillis;
    private final List<Labels> held = new ArrayList<>();
    private Labels[] labels = new Labels[64]; // by place
    private int[] slots = new int[64]; // by place
    private long newestOfFile = Long.MIN_VALUE;
    private long rows;
    private long samples;
    private long later;

    Restoring(InMemorySeriesStore store, long nowMillis) {
      this.store = store;
      this.nowMillis = nowMillis;
      Arrays.fill(labels, Labels.EMPTY);
    }

    void beginFile() {
      Arrays.fill(slots, SlotAllocator.NOBODYS);
      newestOfFile = Long.MIN_VALUE;
    }

    @Override
    public void series(int place, Labels itsLabels) {
      if (place >= slots.length) {
        int size = Math.max(place + 1, 2 * slots.length);
        int before = labels.length;
        slots = Arrays.copyOf(slots, size);
        labels = Arrays.copyOf(labels, size);
        Arrays.fill(labels, before, size, Labels.EMPTY);
      }
      slots[place] = acquire(itsLabels, SeriesStarts.UNKNOWN);
      labels[place] = itsLabels;
    }

    private int acquire(Labels itsLabels, long startMillis) {
      int slot = store.acquire(itsLabels, startMillis);
      if (slot != SlotAllocator.NOBODYS) {
        held.add(itsLabels);
      }
      return slot;
    }

    @Override
    public void start(int place, long startMillis) {
      if (place < slots.length && slots[place] != SlotAllocator.NOBODYS) {
        int unused = acquire(labels[place], startMillis);
      }
    }

    @Override
    public void row(long timestampMillis, double[] values, boolean[] present, int places) {
      newestOfFile = Math.max(newestOfFile, timestampMillis);
      if (timestampMillis > nowMillis) {
        later++;
        return;
      }
      if (timestampMillis <= store.newestMillis()) {
        return; // of a file that was copied, or of a clock that was set back
      }
      Row draft = store.draft();
      double[] row = draft.draftValues();
      for (int place = 0; place < Math.min(places, slots.length); place++) {
        if (present[place] && slots[place] != SlotAllocator.NOBODYS) {
          row[slots[place]] = values[place];
          samples++;
        }
      }
      boolean unused = store.publish(draft, timestampMillis);
      rows++;
    }

    void letGo() {
      held.forEach(store::release);
    }
  }
}
